using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The limits of all parameters, from the model of STS.</summary>
internal static class ParameterRules
{
    public static TextRule RoleArn { get; } = new("RoleArn", 20, 2048, CharacterSet.Arn);

    public static TextRule RoleSessionName { get; } = new("RoleSessionName", 2, 64, CharacterSet.Name);

    public static TextRule ExternalId { get; } = new("ExternalId", 2, 1224, CharacterSet.ExternalId);

    public static TextRule SerialNumber { get; } = new("SerialNumber", 9, 256, CharacterSet.SerialNumber);

    public static TextRule TokenCode { get; } = new("TokenCode", 6, 6, CharacterSet.Digits);

    public static TextRule AccessKeyId { get; } = new("AccessKeyId", 16, 128, CharacterSet.Word);

    public static TextRule SourceIdentity { get; } = new("SourceIdentity", 2, 64, CharacterSet.Name);

    public static TextRule Policy { get; } = new("Policy", 1, null, CharacterSet.Policy);

    public static TextRule FederatedName { get; } = new("Name", 2, 32, CharacterSet.Name);

    public static TextRule WebIdentityToken { get; } = new("WebIdentityToken", 4, 20000, CharacterSet.Any);

    public static TextRule WebIdentityPolicy { get; } = new("Policy", 1, 2048, CharacterSet.Policy);

    public static TextRule ProviderId { get; } = new("ProviderId", 4, 2048, CharacterSet.Any);

    public static IntegerRule RoleDuration { get; } = new("DurationSeconds", 900, 43200);

    public static IntegerRule SessionDuration { get; } = new("DurationSeconds", 900, 129600);

    /// <summary>The maximum is from the documentation; the model has none.</summary>
    public static ListRule PolicyArns { get; } = new("PolicyArns", 10);

    public static TextRule PolicyArn { get; } = new("arn", 20, 2048, CharacterSet.Arn);

    public static ListRule Tags { get; } = new("Tags", 50);

    public static TextRule TagKey { get; } = new("Key", 1, 128, CharacterSet.TagKey);

    public static TextRule TagValue { get; } = new("Value", 0, 256, CharacterSet.TagValue);

    public static ListRule TransitiveTagKeys { get; } = new("TransitiveTagKeys", 50);
}
