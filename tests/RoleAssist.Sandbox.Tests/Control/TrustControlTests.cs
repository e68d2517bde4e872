using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Control;

/// <summary>Tests roles that are created in a running sandbox, with tokens of build services.</summary>
public sealed class TrustControlTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    private const string Account = "444455556666";
    private const string Role = $"arn:aws:iam::{Account}:role/ci/deployer";
    private const string GitHub = "token.actions.githubusercontent.com";
    private const string AzureDevOps = "vstoken.dev.azure.com/00000000-1111-2222-3333-444444444444";
    private const string Bitbucket = "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc";
    private const string NotAuthorized = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

    [Theory]
    [InlineData(GitHub, "repo:acme/app:ref:refs/heads/main", "repo:acme/app:ref:refs/heads/main", true)]
    [InlineData(GitHub, "repo:acme/app:*", "repo:acme/app-evil:ref:refs/heads/main", false)]
    [InlineData(GitHub, "repo:acme/app*", "repo:acme/app-evil:ref:refs/heads/main", true)]
    [InlineData(GitHub, "repo:acme/app:*", "repo:acme@1/app@2:ref:refs/heads/main", false)]
    [InlineData(GitHub, "repo:acme@1/app@2:*", "repo:acme@1/app@2:environment:prod", true)]
    [InlineData("gitlab.com", "project_path:acme/app:*", "project_path:acme/app:ref_type:branch:ref:main", true)]
    [InlineData(AzureDevOps, "sc://acme/project/connection", "sc://acme/project/connection", true)]
    [InlineData(AzureDevOps, "sc://acme/project/connection", "sc://acme/other/connection", false)]
    [InlineData(Bitbucket, "{repo-uuid}:*", "{repo-uuid}:{step-uuid}", true)]
    public async Task The_subject_decides(string provider, string wanted, string subject, bool isAllowed)
    {
        await PutAsync(Policy(provider, $$$"""{"StringLike":{"{{{provider}}}:sub":"{{{wanted}}}"}}"""));
        var answer = await AssumeAsync(await TokenAsync(provider, ("sub", subject)));
        Assert.Equal(isAllowed ? null : NotAuthorized, answer.Message);
        Assert.Equal(isAllowed ? "https://" + provider : null, answer["Provider"]);
    }

    [Fact]
    public async Task A_policy_can_test_the_claims_that_sts_knows_and_no_others()
    {
        (string, string)[] claims = [("sub", "repo:a/b:x"), ("environment", "prod"), ("runner_environment", "x")];
        var token = await TokenAsync(GitHub, claims);
        await PutAsync(Policy(GitHub, Conditions("environment", "prod")));
        (await AssumeAsync(token)).Granted();
        await PutAsync(Policy(GitHub, Conditions("runner_environment", "x")));
        Assert.Equal(NotAuthorized, (await AssumeAsync(token)).Message);
        await PutAsync(Policy(GitHub, Conditions("iss", $"https://{GitHub}")));
        Assert.Equal(NotAuthorized, (await AssumeAsync(token)).Message);

        static string Conditions(string claim, string value) =>
            $$$"""{"StringEquals":{"{{{GitHub}}}:sub":"repo:a/b:x","{{{GitHub}}}:{{{claim}}}":"{{{value}}}"}}""";
    }

    [Fact]
    public async Task The_audience_must_be_one_that_the_policy_names()
    {
        await PutAsync(
            Policy(Bitbucket, $$$"""{"StringEquals":{"{{{Bitbucket}}}:aud":"ari:cloud:bitbucket::workspace/1"}}""")
        );
        var good = await TokenAsync(Bitbucket, ("sub", "x"), ("aud", "ari:cloud:bitbucket::workspace/1"));
        (await AssumeAsync(good)).Granted();
        var other = await TokenAsync(Bitbucket, ("sub", "x"), ("aud", "ari:cloud:bitbucket::workspace/2"));
        Assert.Equal("Incorrect token audience", (await AssumeAsync(other)).Message);
    }

    [Fact]
    public async Task A_role_can_trust_users_too()
    {
        await PutAsync(
            """
            {"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole",
            "Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"},"StringEquals":{"sts:ExternalId":"x1"}}}}
            """
        );
        (await sandbox.AssumeRoleAsync(("ExternalId", "x1"))).Granted();
        var role = ("RoleArn", Role);
        var name = ("RoleSessionName", "session");
        (await sandbox.CallAsync("AssumeRole", role, name, ("ExternalId", "x1"))).Granted();
        Assert.Equal("AccessDenied", (await sandbox.CallAsync("AssumeRole", role, name)).Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}""")]
    [InlineData("""{"StringLike":{"token.actions.githubusercontent.com:sub":"*"}}""")]
    [InlineData("""{"StringNotLike":{"token.actions.githubusercontent.com:sub":"repo:evil/*"}}""")]
    public async Task A_shared_provider_needs_a_condition_on_its_organization(string condition)
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() => PutAsync(Policy(GitHub, condition)));
        Assert.StartsWith("IAM does not accept the trust policy: MalformedPolicyDocument: ", error.Message, default);
    }

    [Theory]
    [InlineData("deployer", "'deployer' is not the ARN of a role. Write arn:aws:iam::ACCOUNT:role/NAME.")]
    [InlineData("arn:aws:iam::1:role/x", "'arn:aws:iam::1:role/x' is not the ARN of a role.")]
    public async Task Rejects_an_invalid_arn(string arn, string message)
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            sandbox.Control.PutRoleAsync(arn, "{}", CancellationToken.None)
        );
        Assert.StartsWith(message, error.Message, default);
    }

    [Fact]
    public async Task Rejects_an_issuer_that_is_no_url()
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            sandbox.Control.CreateTokenAsync("gitlab.com", [], CancellationToken.None)
        );
        Assert.Equal("'gitlab.com' is not an issuer. Write its URL, which starts with https://.", error.Message);
    }

    private static string Policy(string provider, string condition) =>
        $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"Federated":"arn:aws:iam::{{Account}}:oidc-provider/{{provider}}"},
            "Action":"sts:AssumeRoleWithWebIdentity","Condition":{{condition}}}]}
            """;

    private Task PutAsync(string policy) => sandbox.Control.PutRoleAsync(Role, policy, CancellationToken.None);

    private Task<string> TokenAsync(string provider, params IEnumerable<(string Name, string Value)> claims) =>
        sandbox.Control.CreateTokenAsync(
            "https://" + provider,
            [.. claims.Select(claim => new TokenClaim(claim.Name, [claim.Value]))],
            CancellationToken.None
        );

    private async Task<Answer> AssumeAsync(string token)
    {
        var query = RequestSigner.Encode([
            ("Action", "AssumeRoleWithWebIdentity"),
            ("Version", RequestSigner.Version),
            ("RoleArn", Role),
            ("RoleSessionName", "build"),
            ("WebIdentityToken", token),
        ]);
        using var response = await sandbox.SendAsync(SignableRequest.Create("GET", "/?" + query, [], []));
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
