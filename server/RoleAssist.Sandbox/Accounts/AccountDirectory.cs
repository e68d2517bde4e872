using RoleAssist.Sandbox.Oidc;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>All users, roles and identity providers of the sandbox.</summary>
internal sealed class AccountDirectory(
    IReadOnlyList<User> users,
    IReadOnlyList<Role> roles,
    IReadOnlyList<OidcProvider> providers,
    AccessKeys keys
)
{
    public AccessKeys Keys => keys;

    public User? UserByArn(string arn) => users.FirstOrDefault(user => user.Arn == arn);

    public Role? RoleByArn(string arn) => roles.FirstOrDefault(role => role.Arn == arn);

    public bool HasAccount(string account) =>
        users.Any(user => user.Account == account) || roles.Any(role => role.Account == account);

    public IEnumerable<OidcProvider> ProvidersOf(string account) =>
        providers.Where(provider => provider.Account == account);

    public IEnumerable<MfaDevice> MfaDevices => users.Select(user => user.Mfa).OfType<MfaDevice>();
}
