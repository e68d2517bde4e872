using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace RoleAssist.Sandbox.Formats;

/// <summary>Creates identifiers in IAM's format: a prefix for the kind, then Base32.</summary>
internal static class UniqueId
{
    public const string LongTermKey = "AKIA";
    public const string TemporaryKey = "ASIA";
    public const string User = "AIDA";
    public const string Role = "AROA";
    public const string InstanceProfile = "AIPA";

    /// <summary>Gets the ID of an entity. As in AWS, it stays the same in every run.</summary>
    public static string ForEntity(string prefix, string arn) =>
        prefix + Base32Encoding.ToString(SHA256.HashData(Encoding.UTF8.GetBytes(arn)))[..17];

    public static string ForKey(string prefix, byte[] entropy, int characters = 16) =>
        prefix + Base32Encoding.ToString(entropy)[..characters];
}
