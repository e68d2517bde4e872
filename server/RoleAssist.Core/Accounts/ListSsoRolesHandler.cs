using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Accounts;

/// <summary>
/// Lists the accounts and roles of a sign-in to IAM Identity Center, one account at a time: all roles of hundreds of
/// accounts take a minute (<see cref="SsoAccounts"/>).
/// </summary>
public sealed class ListSsoRolesHandler(IProfileStore store, RoleChainResolver resolver, ISsoDirectory directory)
{
    /// <summary>Lists the accounts in the order of their names.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ProfileNotFound"/>, <see cref="ErrorCode.SsoLoginRequired"/>.
    /// </exception>
    public async Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(
        string session,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var source = new SsoSession(profiles, session).Resolve(resolver);
        var found = await directory.ListAccountsAsync(source, cancellationToken).ConfigureAwait(false);
        return
        [
            .. found
                .OrderBy(account => account.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(account => account.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Lists the roles of an account in the order of their names.</summary>
    /// <param name="session">The name of the <c>[sso-session]</c> section.</param>
    /// <param name="account">The account's 12 digits.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <inheritdoc cref="ListAccountsAsync" path="/exception"/>
    public async Task<IReadOnlyList<SsoRole>> ListRolesAsync(
        string session,
        string account,
        CancellationToken cancellationToken
    )
    {
        if (!Identifiers.IsAwsAccount(account))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{account}' is not an account.",
                "Use the 12 digits of the account."
            );
        }

        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var known = new SsoSession(profiles, session);
        var names = await directory
            .ListRolesAsync(known.Resolve(resolver), account, cancellationToken)
            .ConfigureAwait(false);
        var users = known.Profiles.ToLookup(known.RoleOf, profile => profile.Name);
        return
        [
            .. names
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(name => new SsoRole(name, users[new SsoAccount(session, account, name)].FirstOrDefault())),
        ];
    }
}

/// <summary>A role that a sign-in may use in an account.</summary>
/// <param name="Name">The permission set's role.</param>
/// <param name="Profile">The first profile that has this role; null if none has.</param>
public sealed record SsoRole(string Name, string? Profile);
