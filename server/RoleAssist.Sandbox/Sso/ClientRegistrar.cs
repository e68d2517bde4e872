using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// RegisterClient (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html).
/// </summary>
internal sealed partial class ClientRegistrar(SsoTokens tokens, StartUrls startUrls)
{
    private const int LongestName = 256;
    private const int MostEntries = 10;

    /// <exception cref="ServiceException">The client says something wrong about itself.</exception>
    public RegisterClientAnswer Register(RegisterClientRequest asked, DateTimeOffset now)
    {
        if (asked is not { ClientName: { Length: > 0 and <= LongestName } name, ClientType: { } type })
        {
            throw SsoErrors.InvalidRequest("clientName and clientType are required.");
        }

        if (type != "public")
        {
            throw SsoErrors.InvalidClientMetadata("The only supported clientType is public.");
        }

        if (asked.IssuerUrl is { } issuer && !startUrls.Contains(issuer))
        {
            throw SsoErrors.InvalidRequest("issuerUrl is not the start URL of this Identity Center.");
        }

        var client = tokens.Register(
            new ClientMetadata(name, Scopes(asked), Grants(asked), RedirectUrisOf(asked)),
            now
        );
        return new RegisterClientAnswer(
            client.Id,
            client.Secret,
            now.ToUnixTimeSeconds(),
            client.Expiration.ToUnixTimeSeconds()
        );
    }

    private static IReadOnlyList<string> Scopes(RegisterClientRequest asked) =>
        Entries(asked.Scopes, "scopes").FirstOrDefault(scope => !KnownScope().IsMatch(scope)) is { } unknown
            ? throw SsoErrors.InvalidScope($"Unknown scope: {unknown}")
            : Entries(asked.Scopes, "scopes");

    private static IReadOnlyList<string> Grants(RegisterClientRequest asked) =>
        Entries(asked.GrantTypes, "grantTypes").All(GrantTypes.IsKnown)
            ? Entries(asked.GrantTypes, "grantTypes")
            : throw SsoErrors.UnsupportedGrantType();

    private static IReadOnlyList<string> RedirectUrisOf(RegisterClientRequest asked)
    {
        var uris = Entries(asked.RedirectUris, "redirectUris");
        return !uris.All(RedirectUris.CanRegister)
                ? throw SsoErrors.InvalidRedirectUri("A redirect URI must be http://127.0.0.1/PATH, without a port.")
            : uris.Count == 0 && asked.GrantTypes?.Contains(GrantTypes.AuthorizationCode) == true
                ? throw SsoErrors.InvalidRequest("The grant authorization_code needs redirectUris.")
            : uris;
    }

    private static IReadOnlyList<string> Entries(IReadOnlyList<string?>? list, string name) =>
        list is null ? []
        : list.Count <= MostEntries && list.All(entry => entry is { Length: > 0 }) ? [.. list.OfType<string>()]
        : throw SsoErrors.InvalidRequest($"{name} is invalid.");

    /// <summary>The scopes of AWS' documentation and tools. Whether it takes others is not documented (?).</summary>
    [GeneratedRegex(@"^(sso:account:access|codewhisperer:[a-z_]+|openid|aws|sts:identity_context)\z")]
    private static partial Regex KnownScope();
}
