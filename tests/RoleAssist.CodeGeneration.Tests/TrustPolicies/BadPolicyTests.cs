using RoleAssist.CodeGeneration.Tests.Support;

namespace RoleAssist.CodeGeneration.Tests.TrustPolicies;

/// <summary>
/// What the findings of <c>check trust-policy</c> are worth: with each bad policy, a stranger's token gets in, or not
/// even the owner's does, or IAM does not accept it.
/// </summary>
public sealed class BadPolicyTests(TokenSandbox sandbox) : IClassFixture<TokenSandbox>
{
    private const string Account = "111122223333";
    private const string GitHub = "token.actions.githubusercontent.com";
    private const string Azure = "vstoken.dev.azure.com/00000000-1111-2222-3333-444444444444";
    private const string Bitbucket = "api.bitbucket.org/2.0/workspaces/octo/pipelines-config/identity/oidc";
    private const string Eks = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    private const string Sts = "sts.amazonaws.com";
    private const string Entra = "api://AzureADTokenExchange";
    private const string GitLabAudience = "https://gitlab.com";
    private const string OtherAudience = "https://github.com/octo";
    private const string Workspace = "ari:cloud:bitbucket::workspace/aaaaaaaa-1111-2222-3333-444444444444";
    private const string Repository = "{11111111-2222-3333-4444-555555555555}";
    private const string Step = "{88888888-2222-3333-4444-555555555555}";
    private const string Main = "repo:octo@123456/app@456789:ref:refs/heads/main";
    private const string MainWithoutIds = "repo:octo/app:ref:refs/heads/main";
    private const string PullRequest = "repo:octo@123456/app@456789:pull_request";

    /// <summary>The subject is of a repository, a branch or a run that nobody meant, or the audience is.</summary>
    [Theory]
    [InlineData("any-audience", GitHub, OtherAudience, Main)]
    [InlineData("no-audience", GitHub, OtherAudience, Main)]
    [InlineData("any-repository", GitHub, Sts, "repo:evil@654321/app@1:ref:refs/heads/main")]
    [InlineData("any-repository-id", GitHub, Sts, "repo:octo@123456/app@1:ref:refs/heads/main")]
    [InlineData("organization", GitHub, Sts, "repo:octo/other:pull_request")]
    [InlineData("organization-with-id", GitHub, Sts, "repo:octo@123456/other@1:ref:refs/heads/main")]
    [InlineData("second-statement", GitHub, Sts, "repo:octo/other:pull_request")]
    [InlineData("repository-prefix", GitHub, Sts, "repo:octo/app-evil:pull_request")]
    [InlineData("repository-prefix-with-ref", GitHub, Sts, "repo:octo@123456/app-evil@1:ref:refs/heads/main")]
    [InlineData("whole-repository", GitHub, Sts, PullRequest)]
    [InlineData("pull-request", GitHub, Sts, PullRequest)]
    [InlineData("legacy-subject", GitHub, Sts, MainWithoutIds)]
    [InlineData("both-forms", GitHub, Sts, MainWithoutIds)]
    [InlineData("gitlab-group", "gitlab.com", GitLabAudience, "project_path:octo/other:ref_type:branch:ref:main")]
    [InlineData("azure-connections", Azure, Entra, "sc://octo/app/other")]
    [InlineData("eks-cluster", Eks, Sts, "system:serviceaccount:other:default")]
    public async Task Lets_a_stranger_in(string policy, string issuer, string audience, string subject)
    {
        var token = new BuildToken("stranger", issuer, audience, subject);
        await sandbox.TrustElsewhereAsync(Account, token);

        Assert.Null(await sandbox.RefusalAsync(await RoleAsync(policy), token));
    }

    /// <summary>The token is the one that the author of the policy had in mind.</summary>
    [Theory]
    [InlineData("assume-role-with-provider", GitHub, Sts, Main)]
    [InlineData("one-action-two-principals", GitHub, Sts, Main)]
    [InlineData("audience-of-china", GitHub, Sts, Main)]
    [InlineData("github-audience", GitHub, Sts, Main)]
    [InlineData("branch-without-refs", GitHub, Sts, Main)]
    [InlineData("equals-with-wildcard", GitHub, Sts, Main)]
    [InlineData("repository-only", GitHub, Sts, Main)]
    [InlineData("legacy-subject", GitHub, Sts, Main)]
    [InlineData("environment-and-ref", GitHub, Sts, "repo:octo@123456/app@456789:environment:prod")]
    [InlineData("gitlab-subject", "gitlab.com", GitLabAudience, "project_path:octo/app:ref_type:branch:ref:main")]
    [InlineData("azure-audience", Azure, Entra, "sc://octo/app/aws")]
    [InlineData("azure-subject", Azure, Entra, "sc://octo/app/aws")]
    [InlineData("bitbucket-name", Bitbucket, Workspace, $"{Repository}:{Step}")]
    [InlineData("bitbucket-step", Bitbucket, Workspace, $"{Repository}:{Step}")]
    [InlineData("provider-name", GitHub, Sts, Main)]
    [InlineData("provider-url", GitHub, Sts, Main)]
    public async Task Lets_nobody_in(string policy, string issuer, string audience, string subject)
    {
        var token = new BuildToken("owner", issuer, audience, subject);
        await sandbox.TrustElsewhereAsync(Account, token);

        Assert.Equal(
            "Not authorized to perform sts:AssumeRoleWithWebIdentity",
            await sandbox.RefusalAsync(await RoleAsync(policy), token)
        );
    }

    [Theory]
    [InlineData("no-condition")]
    [InlineData("no-subject")]
    [InlineData("any-subject")]
    [InlineData("all-but-one-subject")]
    [InlineData("optional-subject")]
    [InlineData("misspelled-claim")]
    [InlineData("key-url")]
    [InlineData("other-provider")]
    public async Task Is_not_accepted_by_IAM(string policy) =>
        Assert.Null(await sandbox.CreateRoleAsync(Account, Read(policy)));

    /// <summary>These policies work as they are meant to; their findings are about the people who read them.</summary>
    [Theory]
    [InlineData("claim-in-other-case")]
    [InlineData("like-without-wildcard")]
    public async Task Lets_in_only_whom_it_names(string policy)
    {
        var role = await RoleAsync(policy);

        Assert.Null(await sandbox.RefusalAsync(role, new BuildToken("owner", GitHub, Sts, Main)));
        Assert.NotNull(await sandbox.RefusalAsync(role, new BuildToken("stranger", GitHub, Sts, PullRequest)));
    }

    /// <summary>The operator holds without a subject, but STS accepts no token without one.</summary>
    [Fact]
    public async Task ForAllValues_lets_no_other_subject_in()
    {
        var role = await RoleAsync("for-all-values");

        Assert.Null(await sandbox.RefusalAsync(role, new BuildToken("owner", GitHub, Sts, Main)));
        Assert.NotNull(await sandbox.RefusalAsync(role, new BuildToken("stranger", GitHub, Sts, PullRequest)));
    }

    private async Task<string> RoleAsync(string policy) =>
        await sandbox.CreateRoleAsync(Account, Read(policy))
        ?? throw new InvalidOperationException($"IAM does not accept {policy}.");

    private static string Read(string policy) =>
        File.ReadAllText(
            Path.Combine(
                RoleAssist.TestInfrastructure.Repository.Root,
                "tests/RoleAssist.Core.Tests/TrustPolicies/Policies/bad",
                $"{policy}.json"
            )
        );
}
