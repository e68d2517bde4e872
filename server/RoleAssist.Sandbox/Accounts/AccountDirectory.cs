using RoleAssist.Sandbox.Oidc;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>All users, roles and identity providers of the sandbox.</summary>
internal sealed class AccountDirectory(
    IReadOnlyList<User> users,
    IReadOnlyList<Role> roles,
    IReadOnlyList<OidcProvider> providers,
    AccessKeys keys,
    Organization? organization = null
)
{
    public AccessKeys Keys => keys;

    /// <summary>The organization; null if the sandbox has none.</summary>
    public Organization? Organization => organization;

    public User? UserByArn(string arn) => users.FirstOrDefault(user => user.Arn == arn);

    public Role? RoleByArn(string arn) => roles.FirstOrDefault(role => role.Arn == arn) ?? organization?.RoleByArn(arn);

    public bool HasAccount(string account) =>
        users.Any(user => user.Account == account)
        || roles.Any(role => role.Account == account)
        || organization?.Contains(account) == true;

    public IEnumerable<OidcProvider> ProvidersOf(string account) =>
        providers.Where(provider => provider.Account == account);

    public IEnumerable<MfaDevice> MfaDevices => users.Select(user => user.Mfa).OfType<MfaDevice>();
}
