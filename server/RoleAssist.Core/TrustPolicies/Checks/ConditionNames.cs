namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>The operators and keys of conditions, as AWS writes them.</summary>
internal static class ConditionNames
{
    /// <summary>
    /// The operators (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
    /// </summary>
    public static IReadOnlyList<string> Operators { get; } =
    [
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
        "Bool",
        "BinaryEquals",
        "IpAddress",
        "NotIpAddress",
        "ArnEquals",
        "ArnLike",
        "ArnNotEquals",
        "ArnNotLike",
        "Null",
    ];

    /// <summary>
    /// The keys of all services and of STS; one that ends in a slash is followed by the name of a tag
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html).
    /// </summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "aws:CalledVia",
        "aws:CalledViaFirst",
        "aws:CalledViaLast",
        "aws:CurrentTime",
        "aws:EpochTime",
        "aws:FederatedProvider",
        "aws:MultiFactorAuthAge",
        "aws:MultiFactorAuthPresent",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalServiceName",
        "aws:PrincipalServiceNamesList",
        "aws:PrincipalTag/",
        "aws:PrincipalType",
        "aws:referer",
        "aws:RequestedRegion",
        "aws:RequestTag/",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:ResourceOrgPaths",
        "aws:ResourceTag/",
        "aws:SecureTransport",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceIdentity",
        "aws:SourceIp",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
        "aws:SourceVpc",
        "aws:SourceVpcArn",
        "aws:SourceVpce",
        "aws:TagKeys",
        "aws:TokenIssueTime",
        "aws:UserAgent",
        "aws:userid",
        "aws:username",
        "aws:ViaAWSService",
        "aws:VpceAccount",
        "aws:VpceOrgID",
        "aws:VpceOrgPaths",
        "aws:VpcSourceIp",
        "iam:ResourceTag/",
        "sts:AWSServiceName",
        "sts:DurationSeconds",
        "sts:ExternalId",
        "sts:RequestContext/",
        "sts:RequestContextProviders",
        "sts:RoleSessionName",
        "sts:SourceIdentity",
        "sts:TransitiveTagKeys",
    ];

    /// <summary>Returns a key in the usual case; for a tag, the part before its name.</summary>
    public static string? FindKey(string key) =>
        Keys.FirstOrDefault(known =>
            known.EndsWith('/')
                ? key.StartsWith(known, StringComparison.OrdinalIgnoreCase)
                : key.Equals(known, StringComparison.OrdinalIgnoreCase)
        );
}
