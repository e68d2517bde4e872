using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Iam;

/// <summary>The limits of all parameters, from the model of IAM.</summary>
internal static class IamRules
{
    public static TextRule UserName { get; } = new("UserName", 1, 128, CharacterSet.UserName);

    public static TextRule AccessKeyId { get; } = new("AccessKeyId", 16, 128, CharacterSet.KeyId);

    public static TextRule Marker { get; } = new("Marker", 1, 320, CharacterSet.Marker);

    public static IntegerRule MaxItems { get; } = new("MaxItems", 1, 1000);

    /// <summary>The model also has <c>Expired</c>, a status that callers cannot set.</summary>
    public static EnumRule Status { get; } = new("Status", [nameof(KeyStatus.Active), nameof(KeyStatus.Inactive)]);
}
