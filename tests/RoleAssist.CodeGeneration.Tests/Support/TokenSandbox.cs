using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Errors;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>Tries tokens of build services on trust policies, with the sandbox as the judge.</summary>
public sealed partial class TokenSandbox : SandboxFixture
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private int _roles;

    /// <summary>Creates a role in an account and returns its ARN; null if IAM does not accept the policy.</summary>
    internal async Task<string?> CreateRoleAsync(string account, string policy)
    {
        var arn = $"arn:aws:iam::{account}:role/pipeline-{Interlocked.Increment(ref _roles)}";
        try
        {
            await Control.PutRoleAsync(arn, policy, CancellationToken.None);
            return arn;
        }
        catch (SandboxException refused)
            when (refused.Message.StartsWith("IAM does not accept", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>
    /// Makes an account trust the issuer of a token, and its audience, for another role. Then only the trust policy of
    /// the role under test keeps the token out.
    /// </summary>
    internal Task TrustElsewhereAsync(string account, BuildToken token) =>
        CreateRoleAsync(
            account,
            $$$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"Federated":"arn:aws:iam::{{{account}}}:oidc-provider/{{{token.Issuer}}}"},
            "Action":"sts:AssumeRoleWithWebIdentity",
            "Condition":{"StringEquals":{"{{{token.Issuer}}}:aud":"{{{token.Audience}}}","{{{token.Issuer}}}:sub":"nobody"}}
            }]}
            """
        );

    /// <summary>Presents a token and returns the reason why it is not accepted; null if it is.</summary>
    internal async Task<string?> RefusalAsync(string roleArn, BuildToken token)
    {
        var signed = await Control.CreateTokenAsync(
            "https://" + token.Issuer,
            [new TokenClaim("sub", [token.Subject]), new TokenClaim("aud", [token.Audience])],
            CancellationToken.None
        );
        var call = new Uri(
            $"{Description.Endpoint}/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=build"
                + $"&RoleArn={Uri.EscapeDataString(roleArn)}&WebIdentityToken={signed}"
        );
        using var response = await _http.GetAsync(call);
        return response.IsSuccessStatusCode
            ? null
            : Message().Match(await response.Content.ReadAsStringAsync()).Groups["text"].Value;
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
    }

    [GeneratedRegex("<Message>(?<text>[^<]*)</Message>")]
    private static partial Regex Message();
}

/// <summary>A token of a build service.</summary>
/// <param name="Bearer">Whose token it is.</param>
/// <param name="Issuer">The issuer, without scheme.</param>
internal sealed record BuildToken(string Bearer, string Issuer, string Audience, string Subject);
