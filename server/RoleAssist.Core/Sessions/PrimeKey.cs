using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// What a primed session depends on: the user's key, the MFA device and who issued it. Edit the key or the device and
/// it is another session.
/// </summary>
/// <param name="Issuer">
/// The partition, since a session of one region's STS is good in all its regions; or the URL of an STS that is not AWS'.
/// </param>
public sealed record PrimeKey(string Source, string MfaSerial, string Issuer)
{
    /// <summary>The key of the session that the first step of a chain could begin with; null where it needs no code.</summary>
    public static PrimeKey? Of(RoleChain chain) => chain.MfaSerial is { } serial
        ? new PrimeKey(IdentityOf(chain.Base), serial, IssuerOf(chain.Sts))
        : null;

    private static string IdentityOf(CredentialSource source) => $"{source.Kind}\n{string.Join('\n', source.Identity)}";

    internal static string IssuerOf(ServiceEndpoint sts)
    {
        var partition = Partitions.OfRegion(sts.SigningRegion);
        return IsUnder(sts.Url.Host, partition.DnsSuffix) || IsUnder(sts.Url.Host, partition.DualStackDnsSuffix)
            ? partition.Id
            : sts.Url.AbsoluteUri;
    }

    private static bool IsUnder(string host, string suffix) =>
        host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && host.AsSpan()[..^suffix.Length].EndsWith('.');

    /// <summary>The device: the source may hold a token.</summary>
    public override string ToString() => MfaSerial;
}
