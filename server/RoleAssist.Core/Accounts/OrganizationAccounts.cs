using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Accounts;

/// <summary>The active accounts of an organization.</summary>
/// <param name="sessions">Gets the credentials that may ask.</param>
/// <param name="organizations">Lists the accounts.</param>
/// <param name="request">What to list, and the role to assume in each account.</param>
public sealed class OrganizationAccounts(
    SessionService sessions,
    RoleChainResolver resolver,
    IProfileStore store,
    IOrganizations organizations,
    OrganizationRequest request
) : IAccountSource
{
    /// <summary>Organizations allows few calls a second (ThrottlingException).</summary>
    private const int ParallelTagCalls = 4;

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
        var active = found.FindAll(one => one.Account.State == OrganizationAccount.Active);
        var tags = request.WithTags
            ? await TagsOfAsync(caller, active.ConvertAll(one => one.Account.Id), cancellationToken)
                .ConfigureAwait(false)
            : [];
        return
        [
            .. active.Select(one =>
                request.Template.Create(
                    one.Account.Id,
                    one.Account.Name,
                    AttributesOf(one.Account, one.Unit, tags.GetValueOrDefault(one.Account.Id))
                )
            ),
        ];
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

    private async Task<Dictionary<string, IReadOnlyDictionary<string, string>>> TagsOfAsync(
        OrganizationsCaller caller,
        List<string> accounts,
        CancellationToken cancellationToken
    )
    {
        var tags = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = ParallelTagCalls,
            CancellationToken = cancellationToken,
        };
        await Parallel
            .ForEachAsync(
                accounts,
                options,
                async (account, stop) =>
                {
                    var found = await organizations.ListTagsAsync(caller, account, stop).ConfigureAwait(false);
                    lock (tags)
                    {
                        tags[account] = found;
                    }
                }
            )
            .ConfigureAwait(false);
        return tags;
    }

    private static Dictionary<string, string> AttributesOf(
        OrganizationAccount account,
        string? unit,
        IReadOnlyDictionary<string, string>? tags
    )
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (account.Email is { } email)
        {
            attributes["email"] = email;
        }

        if (unit is not null)
        {
            attributes["ou"] = unit;
        }

        foreach (var (key, value) in tags ?? new Dictionary<string, string>())
        {
            // An account's own facts cannot be changed by a tag.
            attributes.TryAdd(key, value);
        }

        return attributes;
    }
}

/// <param name="Profile">The profile whose credentials may list the accounts.</param>
/// <param name="Units">IDs, names or paths of organizational units; empty for all accounts.</param>
/// <param name="WithTags">Whether the accounts' tags are needed, which takes one call for each account.</param>
/// <param name="Template">The role to assume in each account.</param>
/// <param name="Session">How the session of the profile is created.</param>
public sealed record OrganizationRequest(
    string Profile,
    IReadOnlyList<string> Units,
    bool WithTags,
    AccountTemplate Template,
    SessionOptions Session
);
