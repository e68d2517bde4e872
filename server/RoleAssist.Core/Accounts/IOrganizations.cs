using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Accounts;

/// <summary>
/// AWS Organizations (https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html). Only the management
/// account and delegated administrators may ask.
/// </summary>
public interface IOrganizations
{
    /// <summary>Lists all accounts, or those directly below a parent.</summary>
    /// <param name="caller">Who asks, and where.</param>
    /// <param name="parent">The ID of a root or an organizational unit; null for all accounts.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(
        OrganizationsCaller caller,
        string? parent,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the roots, or the organizational units directly below a parent.</summary>
    Task<IReadOnlyList<OrganizationalUnit>> ListUnitsAsync(
        OrganizationsCaller caller,
        string? parent,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the tags of an account, whose keys are case-sensitive: one call for each.</summary>
    Task<IReadOnlyDictionary<string, string>> ListTagsAsync(
        OrganizationsCaller caller,
        string account,
        CancellationToken cancellationToken
    );
}

/// <param name="Profile">The profile whose credentials sign the calls, for messages.</param>
public sealed record OrganizationsCaller(string Profile, AwsCredentials Credentials, ServiceEndpoint Endpoint);

/// <param name="State">
/// ACTIVE, or why the account cannot be used: PENDING_ACTIVATION, SUSPENDED, PENDING_CLOSURE or CLOSED.
/// </param>
public sealed record OrganizationAccount(string Id, string Name, string? Email, string State)
{
    public const string Active = "ACTIVE";

    /// <summary>Gets whether it is the account that manages the organization.</summary>
    public bool IsManagement { get; init; }
}

/// <param name="Id">The ID: <c>r-…</c> of a root, <c>ou-…</c> of an organizational unit.</param>
public sealed record OrganizationalUnit(string Id, string Name);
