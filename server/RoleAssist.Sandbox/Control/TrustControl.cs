using System.Globalization;
using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Sandbox.Control;

/// <summary>Creates roles with trust policies, and tokens to try them with.</summary>
internal sealed partial class TrustControl(AccountDirectory directory, SigningKey key, TimeProvider time)
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Creates or replaces a role until the sandbox stops. Providers that the policy names are created too, with the
    /// audiences that it names.
    /// </summary>
    /// <exception cref="SandboxException">The ARN is wrong, or IAM does not accept the policy.</exception>
    public void PutRole(RoleOrder order)
    {
        if (RoleArn().Match(order.Arn) is not { Success: true } arn)
        {
            throw new SandboxException(
                $"'{order.Arn}' is not the ARN of a role. Write arn:aws:iam::ACCOUNT:role/NAME."
            );
        }

        var policy = Accepted(order.TrustPolicy);
        foreach (var provider in policy.Statements.SelectMany(statement => Providers(statement)))
        {
            directory.Put(provider);
        }

        directory.Put(
            new Role(arn.Groups["account"].Value, arn.Groups["name"].Value, policy) { Path = arn.Groups["path"].Value }
        );
    }

    /// <summary>Signs a token, valid for an hour unless its claims say otherwise.</summary>
    /// <exception cref="SandboxException">The issuer is wrong.</exception>
    public string CreateToken(TokenOrder order)
    {
        if (!Uri.TryCreate(order.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme != Uri.UriSchemeHttps)
        {
            throw new SandboxException(
                $"'{order.Issuer}' is not an issuer. Write its URL, which starts with https://."
            );
        }

        var claims = order
            .Claims.GroupBy(claim => claim.Name)
            .ToDictionary(
                claim => claim.Key,
                IReadOnlyList<string> (claim) => [.. claim.SelectMany(same => same.Values)]
            );
        var now = time.GetUtcNow();
        claims.TryAdd("iss", [order.Issuer]);
        claims.TryAdd("aud", [BuildServices.AudienceOf(order.Issuer)]);
        claims.TryAdd("iat", [Seconds(now)]);
        claims.TryAdd("exp", [Seconds(now + TokenLifetime)]);
        return JsonWebToken.Create(key, claims);
    }

    private static PolicyDocument Accepted(string trustPolicy)
    {
        try
        {
            var policy = PolicyReader.Read(trustPolicy);
            SharedProviders.Check(policy);
            return policy;
        }
        catch (ServiceException refused)
        {
            throw new SandboxException(
                $"IAM does not accept the trust policy: {refused.Code}: {refused.Message}",
                refused
            );
        }
    }

    private IEnumerable<OidcProvider> Providers(PolicyStatement statement) =>
        from principal in statement.Principals
        where principal.Type == Principal.Federated
        let named = OidcProvider.Parse(principal.Id)
        where named is not null
        let provider = new OidcProvider(named.Value.Account, named.Value.Issuer, [], key)
        select provider with
        {
            ClientIds =
            [
                BuildServices.AudienceOf(provider.Issuer),
                .. statement
                    .Conditions.Where(condition =>
                        condition.Key.Equals($"{provider.Name}:aud", StringComparison.OrdinalIgnoreCase)
                    )
                    .SelectMany(condition => condition.Wanted),
            ],
        };

    private static string Seconds(DateTimeOffset moment) =>
        moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^arn:aws:iam::(?<account>[0-9]{12}):role(?<path>/([!-~]+/)?)(?<name>[\w+=,.@-]{1,64})\z")]
    private static partial Regex RoleArn();
}
