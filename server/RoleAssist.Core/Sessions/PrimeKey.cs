using System.Text;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Identifies a prime by the user's key, the MFA device and the issuer. Changing the key or the device yields
/// another session.
/// </summary>
/// <param name="Issuer">
/// The partition, because a session from the STS of one region is valid in all regions of the partition; or the URL of
/// an STS that is not AWS'.
/// </param>
public sealed record PrimeKey(string Source, string MfaSerial, string Issuer)
{
    /// <summary>
    /// Returns the key of the prime that a chain can start with; null if the chain needs no code.
    /// </summary>
    public static PrimeKey? FromChain(RoleChain chain) =>
        chain.MfaSerial is { } serial ? new PrimeKey(IdentityOf(chain.Base), serial, GetIssuer(chain.Sts)) : null;

    /// <summary>Gets a name of this key that contains none of its parts, for files.</summary>
    public string Digest =>
        Convert.ToHexStringLower(
            Sha256.HashData(Encoding.UTF8.GetBytes($"{Source}\0{MfaSerial}\0{Issuer}")).AsSpan(0, 16)
        );

    internal static string IdentityOf(CredentialSource source) =>
        $"{source.Kind}\n{string.Join('\n', source.Identity)}";

    internal static string GetIssuer(ServiceEndpoint sts)
    {
        var partition = Partitions.FromRegion(sts.SigningRegion);
        return IsUnder(sts.Url.Host, partition.DnsSuffix) || IsUnder(sts.Url.Host, partition.DualStackDnsSuffix)
            ? partition.Id
            : sts.Url.AbsoluteUri;
    }

    private static bool IsUnder(string host, string suffix) =>
        host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && host.AsSpan()[..^suffix.Length].EndsWith('.');

    /// <summary>Returns the device only: the source may contain a token.</summary>
    public override string ToString() => MfaSerial;
}
