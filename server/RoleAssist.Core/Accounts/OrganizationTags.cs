using System.Collections.Concurrent;
using System.Collections.Frozen;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Accounts;

/// <summary>Whether the tags of an organization's accounts are read.</summary>
public enum TagReading
{
    /// <summary>Nothing depends on them.</summary>
    No,

    /// <summary>They tell what is production. An account whose tags may not be read counts as production.</summary>
    IfAllowed,

    /// <summary>A filter compares them, so the selection fails without them.</summary>
    Required,
}

/// <summary>
/// The tags of an organization's accounts, one call for each, at a limited rate: the quota is that of the organization,
/// whose other tools share it.
/// </summary>
internal sealed class OrganizationTags(
    IOrganizations organizations,
    TimeProvider time,
    TagReading reading,
    ISelectionObserver? observer
)
{
    private const int PerSecond = 20;
    private const int ParallelCalls = 8;

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _tags = new();
    private RoleAssistException? _refusal;

    public async Task<OrganizationTags> ReadAsync(
        OrganizationsCaller caller,
        IReadOnlyList<string> accounts,
        CancellationToken cancellationToken
    )
    {
        if (reading == TagReading.No)
        {
            return this;
        }

        var pacer = new RequestPacer(PerSecond, time);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = ParallelCalls,
            CancellationToken = cancellationToken,
        };
        await Parallel
            .ForEachAsync(
                accounts,
                options,
                async (account, stop) =>
                {
                    // Who may not read the tags of one account may hardly read those of the next.
                    if (Volatile.Read(ref _refusal) is null)
                    {
                        await ReadAsync(pacer, caller, account, stop).ConfigureAwait(false);
                        observer?.TagsRead(_tags.Count, accounts.Count);
                    }
                }
            )
            .ConfigureAwait(false);
        if (_refusal is { } refusal)
        {
            observer?.Note(
                $"The tags of {accounts.Count - _tags.Count} of {accounts.Count} accounts cannot be read, so these count "
                    + $"as production. {refusal.Message}"
            );
        }

        return this;
    }

    public IReadOnlyDictionary<string, string> Of(string account) =>
        _tags.GetValueOrDefault(account) ?? FrozenDictionary<string, string>.Empty;

    public bool AreDeniedOf(string account) => _refusal is not null && !_tags.ContainsKey(account);

    private async Task ReadAsync(
        RequestPacer pacer,
        OrganizationsCaller caller,
        string account,
        CancellationToken cancellationToken
    )
    {
        try
        {
            _tags[account] = await pacer
                .RunAsync(stop => organizations.ListTagsAsync(caller, account, stop), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RoleAssistException fault) when (fault.Code == ErrorCode.AccessDenied && reading == TagReading.IfAllowed)
        {
            _refusal = fault;
        }
    }
}
