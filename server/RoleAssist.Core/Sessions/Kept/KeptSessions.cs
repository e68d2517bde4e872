using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Sessions.Kept;

/// <summary>What all processes of this user share, and what outlives them.</summary>
/// <param name="Sessions">The sessions, the most recently issued last.</param>
/// <param name="Primes">The users' sessions with MFA that other sessions start with.</param>
/// <param name="Hosts">Where running programs ask for sessions, so that a restarted host answers there.</param>
public sealed record KeptSessions(
    IReadOnlyList<KeptSession> Sessions,
    IReadOnlyList<KeptPrime> Primes,
    IReadOnlyList<KeptHost> Hosts
)
{
    public static KeptSessions Empty { get; } = new([], [], []);

    public bool IsEmpty => Sessions.Count + Primes.Count + Hosts.Count == 0;

    /// <summary>Returns what is still of use at a time.</summary>
    public KeptSessions WithoutEnded(DateTimeOffset now)
    {
        var sessions = Sessions.Where(session => session.Credentials.Expiration > now).ToList();
        var primes = Primes.Where(prime => prime.Credentials.Expiration > now).ToList();
        return new KeptSessions(
            sessions,
            primes,
            [
                .. Hosts
                    .Select(host => host with { Grants = [.. host.Grants.Where(CanBeServed)] })
                    .Where(host => host.Grants.Count > 0),
            ]
        );

        bool CanBeServed(KeptGrant grant) =>
            sessions.Any(session => session.Id == grant.Session) || primes.Any(prime => prime.Id == grant.Prime);
    }
}

/// <summary>A session with its credentials.</summary>
/// <param name="Id">What the credentials depend on: <see cref="SessionId.ForCredentials"/>.</param>
/// <param name="Profile">The profile that the session was requested for.</param>
/// <param name="Account">The account ID; empty if unknown.</param>
/// <param name="Arn">The caller's ARN, or a description of the access key.</param>
/// <param name="Credentials">Its credentials.</param>
/// <param name="Issued">When they were issued: with their end, this determines when they are renewed.</param>
/// <param name="Prime">The prime that it started with, if any.</param>
/// <param name="VaultKey">The vault's key that it started with, if any.</param>
/// <param name="IsDirect"><see cref="Session.IsDirect"/>.</param>
public sealed record KeptSession(
    string Id,
    string Profile,
    string Account,
    string Arn,
    AwsCredentials Credentials,
    DateTimeOffset Issued,
    string? Prime = null,
    string? VaultKey = null,
    bool IsDirect = false
);

/// <summary>A prime with its credentials.</summary>
/// <param name="Id">What it depends on: the user's key, the MFA device and the issuer.</param>
/// <param name="Credentials">Its credentials.</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="VaultKey">The vault's key that it started with, if any.</param>
public sealed record KeptPrime(string Id, AwsCredentials Credentials, DateTimeOffset Issued, string? VaultKey = null);

/// <summary>Where a host serves sessions. A host that takes its place listens at the same addresses.</summary>
/// <param name="Id">The host's random name.</param>
/// <param name="Port">The endpoint's port on the loopback interface.</param>
/// <param name="Socket">The path of the local socket.</param>
/// <param name="Folder">The folder of the generated profiles.</param>
/// <param name="Grants">The sessions that it serves.</param>
public sealed record KeptHost(string Id, int? Port, string? Socket, string? Folder, IReadOnlyList<KeptGrant> Grants);

/// <summary>A session of a host, and how programs ask for it.</summary>
/// <param name="Target">The original request.</param>
/// <param name="Session">The <see cref="KeptSession.Id"/>.</param>
/// <param name="Prime">The <see cref="KeptPrime.Id"/>, if the session can be renewed with one.</param>
/// <param name="Path">The path at the endpoint; null if no program was given the session.</param>
/// <param name="Token">The token for the path, a secret.</param>
/// <param name="LocalName">The name at the local socket.</param>
public sealed record KeptGrant(
    AssumeTarget Target,
    string Session,
    string? Prime,
    string? Path = null,
    string? Token = null,
    string? LocalName = null
)
{
    /// <summary>Returns no token.</summary>
    public override string ToString() => Session;

    /// <summary>Returns the ID under which a prime is kept.</summary>
    public static string? PrimeOf(RoleChain chain) => PrimeKey.FromChain(chain)?.Digest;

    /// <summary>Returns the vault's key that a chain starts with; null if it starts with something else.</summary>
    public static string? VaultKeyOf(RoleChain chain) =>
        chain.Base is VaultSource { Key: SecretName key } ? key.Id : null;
}
