using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>The parameters of all actions; each action uses some of them.</summary>
internal sealed record OrganizationsRequest(string? ParentId, string? ResourceId, int? MaxResults, string? NextToken);

/// <summary>The position after a page, sealed in its token.</summary>
/// <param name="List">The action and parent of the list: a token is good for no other.</param>
/// <param name="Page">The number of the next page.</param>
/// <param name="Offset">The items before it.</param>
internal sealed record PagePosition(string List, int Page, int Offset);

internal sealed record ListAccountsAnswer(IReadOnlyList<AccountAnswer> Accounts, string? NextToken);

/// <param name="Status">The older of the two, which AWS retires in favor of <paramref name="State"/>.</param>
/// <param name="JoinedTimestamp">In seconds since 1970.</param>
internal sealed record AccountAnswer(
    string Id,
    string Arn,
    string Email,
    string Name,
    string Status,
    string State,
    IReadOnlyList<string> Paths,
    string JoinedMethod,
    double JoinedTimestamp
);

internal sealed record ListRootsAnswer(IReadOnlyList<RootAnswer> Roots, string? NextToken);

internal sealed record RootAnswer(string Id, string Arn, string Name, IReadOnlyList<PolicyType> PolicyTypes);

internal sealed record PolicyType(string Type, string Status);

internal sealed record ListUnitsAnswer(IReadOnlyList<UnitAnswer> OrganizationalUnits, string? NextToken);

internal sealed record UnitAnswer(string Id, string Arn, string Name, string Path);

internal sealed record ListTagsAnswer(IReadOnlyList<TagAnswer> Tags, string? NextToken);

internal sealed record TagAnswer(string Key, string Value);

internal sealed record DescribeOrganizationAnswer(OrganizationAnswer Organization);

internal sealed record OrganizationAnswer(
    string Id,
    string Arn,
    string FeatureSet,
    string MasterAccountArn,
    string MasterAccountId,
    string MasterAccountEmail,
    IReadOnlyList<PolicyType> AvailablePolicyTypes
);

/// <summary>An error of JSON 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html).</summary>
/// <param name="Reason">Why an input is invalid; null for other errors.</param>
internal sealed record OrganizationsError(
    [property: JsonPropertyName("__type")] string Type,
    string Message,
    string? Reason
);
