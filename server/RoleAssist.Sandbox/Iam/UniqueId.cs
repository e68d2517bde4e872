using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace RoleAssist.Sandbox.Iam;

/// <summary>Identifiers of IAM's form: a prefix that tells the kind, then base 32.</summary>
internal static class UniqueId
{
    public const string LongTermKey = "AKIA";
    public const string TemporaryKey = "ASIA";
    public const string User = "AIDA";
    public const string Role = "AROA";
    public const string InstanceProfile = "AIPA";

    /// <summary>The same ARN has the same id in every run, as a real entity has.</summary>
    public static string ForEntity(string prefix, string arn) =>
        prefix + Base32Encoding.ToString(SHA256.HashData(Encoding.UTF8.GetBytes(arn)))[..17];

    public static string ForKey(string prefix, byte[] entropy, int characters = 16) =>
        prefix + Base32Encoding.ToString(entropy)[..characters];
}
