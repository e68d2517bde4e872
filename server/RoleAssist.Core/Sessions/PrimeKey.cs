using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// What a primed session depends on: the user's key, the MFA device and the STS that issued it. Edit the key or the
/// device and it is another session.
/// </summary>
public sealed record PrimeKey(string Source, string MfaSerial, ServiceEndpoint Sts)
{
    /// <summary>The key of the session that the first step of a chain could begin with; null where it needs no code.</summary>
    public static PrimeKey? Of(RoleChain chain) => chain.MfaSerial is { } serial
        ? new PrimeKey(IdentityOf(chain.Base), serial, chain.Sts)
        : null;

    private static string IdentityOf(CredentialSource source) => string.Join('\n', source.Identity.Prepend(source.Kind.ToString()));

    /// <summary>The device: the source may hold a token.</summary>
    public override string ToString() => MfaSerial;
}
