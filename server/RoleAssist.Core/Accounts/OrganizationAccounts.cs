using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Accounts;

/// <summary>
/// The active accounts of an organization. As in AWS' StackSets, the management account is none of them unless it is
/// wanted: AWS creates the role for access from it only in member accounts
/// (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html).
/// </summary>
/// <param name="sessions">Gets the credentials that may ask.</param>
/// <param name="organizations">Lists the accounts.</param>
/// <param name="time">The clock.</param>
/// <param name="request">What to list, and the role to assume in each account.</param>
/// <param name="observer">Is told how far it is; null for nobody.</param>
public sealed class OrganizationAccounts(
    SessionService sessions,
    RoleChainResolver resolver,
    IProfileStore store,
    IOrganizations organizations,
    TimeProvider time,
    OrganizationRequest request,
    ISelectionObserver? observer = null
) : IAccountSource
{
    private const string Management = "management";

    /// <summary>The facts that no tag replaces.</summary>
    private static readonly string[] Facts = ["email", "ou", Management];

    public async Task<IReadOnlyList<SelectedAccount>> ReadAsync(string? tokenCode, CancellationToken cancellationToken)
    {
        var session = await sessions
            .AssumeAsync(
                new AssumeTarget { Profile = request.Profile },
                request.Session with
                {
                    TokenCode = tokenCode,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var partition = Partitions.FromRegion(session.Chain.Sts.SigningRegion);
        var caller = new OrganizationsCaller(
            request.Profile,
            session.Credentials,
            resolver.EndpointOf(AwsService.Organizations, profiles, request.Profile, partition)
        );
        var found =
            request.Units.Count == 0
                ? (await organizations.ListAccountsAsync(caller, null, cancellationToken).ConfigureAwait(false))
                    .Select(account => (Account: account, Unit: (string?)null))
                    .ToList()
                : await InUnitsAsync(caller, cancellationToken).ConfigureAwait(false);
        var active = Members(found.FindAll(one => one.Account.State == OrganizationAccount.Active));
        var tags = await new OrganizationTags(organizations, time, request.Tags, observer)
            .ReadAsync(caller, active.ConvertAll(one => one.Account.Id), cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. active.Select(one =>
                request.Template.Create(
                    one.Account.Id,
                    one.Account.Name,
                    AttributesOf(one.Account, one.Unit, tags.Of(one.Account.Id))
                ) with
                {
                    IsStageUnknown = tags.AreDeniedOf(one.Account.Id),
                }
            ),
        ];
    }

    private List<(OrganizationAccount Account, string? Unit)> Members(
        List<(OrganizationAccount Account, string? Unit)> active
    )
    {
        if (!request.WithManagement && active.Find(one => one.Account.IsManagement).Account is { } left)
        {
            observer?.Note(
                $"The management account {left.Name} ({left.Id}) is left out. --include-management takes it in."
            );
            return active.FindAll(one => one.Account != left);
        }

        return active;
    }

    /// <summary>Walks down from each wanted unit, because AWS lists only one level at a time.</summary>
    private async Task<List<(OrganizationAccount Account, string? Unit)>> InUnitsAsync(
        OrganizationsCaller caller,
        CancellationToken cancellationToken
    )
    {
        var wanted = new UnitPaths(request.Units);
        var found = new List<(OrganizationAccount, string?)>();
        var seen = new HashSet<string>();
        var open = new Queue<(OrganizationalUnit Unit, string Path, bool IsWanted)>();
        foreach (var root in await organizations.ListUnitsAsync(caller, null, cancellationToken).ConfigureAwait(false))
        {
            open.Enqueue((root, "", wanted.Takes(root, "")));
        }

        while (open.TryDequeue(out var next))
        {
            if (next.IsWanted)
            {
                var accounts = await organizations
                    .ListAccountsAsync(caller, next.Unit.Id, cancellationToken)
                    .ConfigureAwait(false);
                found.AddRange(
                    accounts.Where(account => seen.Add(account.Id)).Select(account => (account, (string?)next.Path))
                );
            }

            var below = await organizations
                .ListUnitsAsync(caller, next.Unit.Id, cancellationToken)
                .ConfigureAwait(false);
            foreach (var unit in below)
            {
                var path = next.Path.Length == 0 ? unit.Name : $"{next.Path}/{unit.Name}";
                open.Enqueue((unit, path, wanted.Takes(unit, path) || next.IsWanted));
            }
        }

        wanted.RequireAllFound(request.Profile);
        return found;
    }

    private static Dictionary<string, string> AttributesOf(
        OrganizationAccount account,
        string? unit,
        IReadOnlyDictionary<string, string> tags
    )
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (account.Email is { } email)
        {
            attributes["email"] = email;
        }

        if (unit is not null)
        {
            attributes["ou"] = unit;
        }

        if (account.IsManagement)
        {
            attributes[Management] = "true";
        }

        foreach (var (key, value) in tags)
        {
            var isFact = Facts.Contains(key, StringComparer.OrdinalIgnoreCase);
            attributes[isFact ? $"tag:{key}" : key] = value;
        }

        return attributes;
    }
}

/// <param name="Profile">The profile whose credentials may list the accounts.</param>
/// <param name="Units">IDs, names or paths of organizational units; empty for all accounts.</param>
/// <param name="Tags">Whether the accounts' tags are needed, which takes one call for each account.</param>
/// <param name="Template">The role to assume in each account.</param>
/// <param name="Session">How the session of the profile is created.</param>
public sealed record OrganizationRequest(
    string Profile,
    IReadOnlyList<string> Units,
    TagReading Tags,
    AccountTemplate Template,
    SessionOptions Session
)
{
    /// <summary>Gets whether the management account is taken too.</summary>
    public bool WithManagement { get; init; }
}
