using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Accounts;

/// <summary>Creates the sources of accounts that a selector names.</summary>
internal sealed class AccountSources(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionService sessions,
    IOrganizations organizations,
    ISsoDirectory directory,
    TimeProvider time
)
{
    private const string Management = "management";

    /// <summary>The attributes of an organization's accounts that need no further calls.</summary>
    private static readonly string[] Listed = ["id", "name", "profile", "role", "email", "ou", Management];

    /// <param name="selector">Which accounts.</param>
    /// <param name="session">How sessions are created.</param>
    /// <param name="openInput">Opens stdin.</param>
    /// <param name="observer">Is told of what takes long or is left out; null for nobody.</param>
    /// <param name="cancellationToken">Cancels reading files.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: nothing is selected, or options contradict each other.
    /// </exception>
    public async Task<IReadOnlyList<IAccountSource>> CreateAsync(
        AccountSelector selector,
        SessionOptions session,
        Func<Stream> openInput,
        ISelectionObserver? observer,
        CancellationToken cancellationToken
    )
    {
        RequireSense(selector);
        var sources = new List<IAccountSource>();
        if (selector.Profiles.Count > 0)
        {
            sources.Add(new ProfileAccounts(store, selector.Profiles));
        }

        if (selector.File is { } file)
        {
            var template = await TemplateAsync(selector, selector.SourceProfile, cancellationToken)
                .ConfigureAwait(false);
            sources.Add(
                new FileAccounts(
                    stop =>
                        file == "-" ? AccountsFile.ReadAsync(openInput(), stop) : AccountsFile.ReadAsync(file, stop),
                    template,
                    await store.LoadAsync(cancellationToken).ConfigureAwait(false)
                )
            );
        }

        if (selector.Organization is { } profile)
        {
            var template = await TemplateAsync(selector, selector.SourceProfile ?? profile, cancellationToken)
                .ConfigureAwait(false);
            sources.Add(
                new OrganizationAccounts(
                    sessions,
                    resolver,
                    store,
                    organizations,
                    time,
                    new OrganizationRequest(
                        profile,
                        selector.Units,
                        TagsFor(selector),
                        template,
                        session with
                        {
                            Preference = MfaPreference.Prime,
                        }
                    )
                    {
                        WithManagement = selector.WithManagement || Filtered(selector).Contains(Management),
                    },
                    observer
                )
            );
        }

        if (selector.SsoSession is { } sso)
        {
            sources.Add(new SsoAccounts(store, resolver, directory, sso, selector.Role, time, observer));
        }

        return sources;
    }

    /// <summary>Tags need a call for each account, so they are read only if something depends on them.</summary>
    private static TagReading TagsFor(AccountSelector selector)
    {
        var filtered = Filtered(selector);
        var ofProduction = filtered.Remove(ProductionAccounts.Attribute);
        return !filtered.IsSubsetOf(Listed) ? TagReading.Required
            : selector.NeedsStage || ofProduction ? TagReading.IfAllowed
            : TagReading.No;
    }

    /// <summary>Returns the names of the attributes that filters compare.</summary>
    private static HashSet<string> Filtered(AccountSelector selector) =>
        selector
            .Include.Concat(selector.Exclude)
            .Select(condition => condition.Split('=')[0].Trim().ToLowerInvariant())
            .ToHashSet();

    private async Task<AccountTemplate> TemplateAsync(
        AccountSelector selector,
        string? sourceProfile,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var region = profiles.Find(sourceProfile ?? resolver.DefaultProfile)?[ProfileSettings.Region];
        return new AccountTemplate(selector.Role, sourceProfile, region) { IsRoleOptional = selector.IsListing };
    }

    private static void RequireSense(AccountSelector selector)
    {
        if (selector is { Profiles: [], File: null, Organization: null, SsoSession: null })
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "No accounts are selected.",
                "Use --profiles 'prod-*', --accounts FILE, --organization PROFILE --role NAME or --sso SESSION."
            );
        }

        if (selector is { Organization: not null, Role: null, IsListing: false })
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "--organization needs the name of the role to assume in each account.",
                "Add --role OrganizationAccountAccessRole, or another role that exists in each account."
            );
        }

        if (selector is { Units: [_, ..], Organization: null })
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "--ou selects accounts of an organization.",
                "Add --organization PROFILE."
            );
        }
    }
}
