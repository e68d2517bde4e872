using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, Role> _roles = new(
        roles.Select(role => KeyValuePair.Create(role.Arn, role))
    );
    private readonly ConcurrentDictionary<string, OidcProvider> _providers = new(
        providers.Select(provider => KeyValuePair.Create(provider.Arn, provider))
    );

    public AccessKeys Keys => keys;

    /// <summary>The organization; null if the sandbox has none.</summary>
    public Organization? Organization => organization;

    public User? UserByArn(string arn) => users.FirstOrDefault(user => user.Arn == arn);

    public Role? RoleByArn(string arn) => _roles.GetValueOrDefault(arn) ?? organization?.RoleByArn(arn);

    /// <summary>Gets the caller that a session belongs to; null if its user or role does not exist any more.</summary>
    public Caller? CallerOf(Session session) =>
        session.RoleSessionName is not null
            ? RoleByArn(session.PrincipalArn) is { } role
                ? Caller.Create(role, session)
                : null
            : UserByArn(session.PrincipalArn) is not { } user
                ? null
                : session.FederatedName is null
                    ? Caller.Create(user, session)
                    : Caller.CreateFederated(user, session);

    public bool HasAccount(string account) =>
        users.Any(user => user.Account == account)
        || _roles.Values.Any(role => role.Account == account)
        || organization?.Contains(account) == true;

    public IEnumerable<OidcProvider> ProvidersOf(string account) =>
        _providers.Values.Where(provider => provider.Account == account);

    /// <summary>Creates or replaces a role.</summary>
    public void Put(Role role) => _roles[role.Arn] = role;

    /// <summary>Creates a provider, or adds its audiences to those of the provider that the account has.</summary>
    public void Put(OidcProvider provider) =>
        _providers.AddOrUpdate(
            provider.Arn,
            provider,
            (_, known) => known with { ClientIds = [.. known.ClientIds.Union(provider.ClientIds)] }
        );

    public IEnumerable<MfaDevice> MfaDevices => users.Select(user => user.Mfa).OfType<MfaDevice>();
}
