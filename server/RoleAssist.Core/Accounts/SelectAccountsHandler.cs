using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Accounts;

/// <summary>Selects accounts: reads the sources, merges what occurs twice, and filters.</summary>
public static class SelectAccountsHandler
{
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> if a source needs a code; <see cref="ErrorCode.InvalidArgument"/> if a filter
    /// is invalid or an account is described in two ways.
    /// </exception>
    public static async Task<IReadOnlyList<SelectedAccount>> SelectAsync(
        IEnumerable<IAccountSource> sources,
        AccountFilter filter,
        string? tokenCode,
        CancellationToken cancellationToken
    )
    {
        var found = new List<SelectedAccount>();
        foreach (var source in sources)
        {
            found.AddRange(await source.ReadAsync(tokenCode, cancellationToken).ConfigureAwait(false));
        }

        return filter.Apply(AccountMerge.Merge(found));
    }
}
