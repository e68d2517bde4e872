using System.Collections.Concurrent;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Populate;

/// <summary>
/// Adds profiles for the accounts and roles of a sign-in to IAM Identity Center. What it writes is what was shown: a
/// plan that no longer fits is refused.
/// </summary>
/// <param name="toLatin">Transliterates text of any script to ASCII.</param>
public sealed class PopulateService(
    IProfileStore store,
    RoleChainResolver resolver,
    ISsoDirectory directory,
    IPopulateFiles files,
    Func<string, string> toLatin,
    TimeProvider time
)
{
    /// <summary>How long the list of a preview is good: hundreds of accounts take a minute to list.</summary>
    private static readonly TimeSpan ListLifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Listed> _listed = new(StringComparer.Ordinal);

    /// <summary>Lists the accounts and roles of a sign-in, and plans the profiles. Writes nothing.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="reusesList">Whether the list of an earlier preview is good enough.</param>
    /// <param name="cancellationToken">Cancels listing.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.SsoLoginRequired"/>, <see cref="ErrorCode.InvalidArgument"/>: a template that no name comes
    /// of, or a sign-in without accounts whose profiles would all be removed.
    /// </exception>
    public async Task<PopulatePlan> PreviewAsync(
        PopulateOptions options,
        bool reusesList,
        CancellationToken cancellationToken
    )
    {
        await RequireAsync(options, cancellationToken).ConfigureAwait(false);
        var found = await ListAsync(options.Session, reusesList, cancellationToken).ConfigureAwait(false);
        return await PlanAsync(options, found, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the profiles.</summary>
    /// <param name="options">The options of the preview.</param>
    /// <param name="fingerprint">The fingerprint of the plan that was shown; null if none was.</param>
    /// <param name="cancellationToken">Cancels listing. A write that has begun is not canceled.</param>
    /// <returns>The plan, and the path of the file; null if there was nothing to do.</returns>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the plan is not the one that was shown.
    /// </exception>
    public async Task<(PopulatePlan Plan, string? File)> ApplyAsync(
        PopulateOptions options,
        string? fingerprint,
        CancellationToken cancellationToken
    )
    {
        await RequireAsync(options, cancellationToken).ConfigureAwait(false);
        var found = await ListAsync(options.Session, reuses: fingerprint is not null, cancellationToken)
            .ConfigureAwait(false);
        var plan = await PlanAsync(options, found, cancellationToken).ConfigureAwait(false);
        if (fingerprint is not null && plan.Fingerprint != fingerprint)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The profiles of sso-session '{options.Session}' are not those of the preview: the AWS files or the "
                    + "accounts have changed since.",
                "Look at a new preview."
            );
        }

        return plan.IsEmpty
            ? (plan, null)
            : (plan, await files.ApplyAsync(plan, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes the last change for a session back.</summary>
    /// <inheritdoc cref="IPopulateFiles.UndoAsync"/>
    public Task<string> UndoAsync(string session, CancellationToken cancellationToken) =>
        files.UndoAsync(session, cancellationToken);

    private async Task<IReadOnlyList<SelectedAccount>> ListAsync(
        string session,
        bool reuses,
        CancellationToken cancellationToken
    )
    {
        if (reuses && _listed.TryGetValue(session, out var listed) && time.GetUtcNow() - listed.At < ListLifetime)
        {
            return listed.Accounts;
        }

        var source = new SsoAccounts(store, resolver, directory, session, role: null, time);
        var found = await source.ReadAsync(tokenCode: null, cancellationToken).ConfigureAwait(false);
        _listed[session] = new Listed(found, time.GetUtcNow());
        return found;
    }

    private async Task<PopulatePlan> PlanAsync(
        PopulateOptions options,
        IReadOnlyList<SelectedAccount> found,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (profiles.Hiding is { } hiding)
        {
            throw new RoleAssistException(
                hiding.Code,
                $"A mistake in the AWS files may hide profiles, which would be added again: {hiding.Message}",
                "Fix that first."
            )
            {
                Location = hiding.Location,
            };
        }

        if (options.Roles.FirstOrDefault(role => !found.Any(account => HasRole(account, role))) is { } unknown)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The sign-in of sso-session '{options.Session}' has the role '{unknown}' in no account.",
                $"List its accounts and roles with roleassist accounts --sso {ShellWord.Of(options.Session)}."
            );
        }

        return new PopulatePlanner(profiles, options, new ProfileNameTemplate(options.Template, toLatin)).Plan(found);
    }

    private static bool HasRole(SelectedAccount account, string role) =>
        account.Fault is not null || account.Target.SsoAccount?.RoleName == role;

    /// <summary>Rejects mistakes before AWS is asked, which may take a minute.</summary>
    private async Task RequireAsync(PopulateOptions options, CancellationToken cancellationToken)
    {
        _ = new ProfileNameTemplate(options.Template, toLatin);
        if (options.Region is { } region && !RegionName.IsValid(region))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{region}' is not a region.",
                "Use a region name such as eu-central-1."
            );
        }

        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (profiles.SsoSessions.GetValueOrDefault(options.Session)?.IsSandbox == true)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"sso-session '{options.Session}' belongs to the sandbox, whose profiles are in no file.",
                "Pick its accounts and roles with AWS: Assume Role."
            );
        }
    }

    private sealed record Listed(IReadOnlyList<SelectedAccount> Accounts, DateTimeOffset At);
}
