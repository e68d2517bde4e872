using RoleAssist.CodeGeneration.Tests.Support;

namespace RoleAssist.CodeGeneration.Tests.TrustPolicies;

/// <summary>Who can assume a role with a generated trust policy. The subjects are those of the services' pages.</summary>
public sealed class GeneratedPolicyTests(TokenSandbox sandbox) : IClassFixture<TokenSandbox>
{
    private const string Ids = "owner-id=123456 repository-id=456789";
    private const string Sts = "sts.amazonaws.com";
    private const string Entra = "api://AzureADTokenExchange";
    private const string Organization = "11111111-2222-3333-4444-555555555555";
    private const string Repository = "{11111111-2222-3333-4444-555555555555}";
    private const string Environment = "{22222222-2222-3333-4444-555555555555}";
    private const string Step = "{99999999-2222-3333-4444-555555555555}";
    private const string Workspace = "ari:cloud:bitbucket::workspace/33333333-2222-3333-4444-555555555555";
    private const string WorkspaceIds = "workspace=octo workspace-id={33333333-2222-3333-4444-555555555555}";

    /// <summary>https://docs.github.com/actions/reference/security/oidc#example-subject-claims</summary>
    [Fact]
    public Task GitHub() =>
        CheckAsync(
            new TokenTable(
                "github",
                [
                    ("repository=octo/app ref=main", ["main without IDs"]),
                    ($"repository=octo/app {Ids} ref=main", ["main"]),
                    ($"repository=octo/app {Ids} ref=refs/tags/v1", ["tag v1"]),
                    ($"repository=octo/app {Ids} ref=refs/tags/v*", ["tag v1", "tag v1.2/rc"]),
                    ($"repository=octo/app {Ids} environment=live", ["environment live"]),
                    ($"repository=octo/app {Ids} environment=eu:live", ["environment eu:live"]),
                    ($"repository=octo/app {Ids}", ["main"]),
                    ("repository=octo/app environment=live", ["environment live without IDs"]),
                    ("", []),
                ],
                [
                    GitHubToken("main", "repo:octo@123456/app@456789:ref:refs/heads/main"),
                    GitHubToken("main without IDs", "repo:octo/app:ref:refs/heads/main"),
                    GitHubToken("a branch that begins alike", "repo:octo@123456/app@456789:ref:refs/heads/main-evil"),
                    GitHubToken("a branch below main", "repo:octo@123456/app@456789:ref:refs/heads/main/evil"),
                    GitHubToken("another branch", "repo:octo@123456/app@456789:ref:refs/heads/feature"),
                    GitHubToken("another branch without IDs", "repo:octo/app:ref:refs/heads/feature"),
                    GitHubToken("branch v1", "repo:octo@123456/app@456789:ref:refs/heads/v1"),
                    GitHubToken("tag main", "repo:octo@123456/app@456789:ref:refs/tags/main"),
                    GitHubToken("tag v1", "repo:octo@123456/app@456789:ref:refs/tags/v1"),
                    GitHubToken("tag v1.2/rc", "repo:octo@123456/app@456789:ref:refs/tags/v1.2/rc"),
                    GitHubToken("pull request", "repo:octo@123456/app@456789:pull_request"),
                    GitHubToken("pull request without IDs", "repo:octo/app:pull_request"),
                    GitHubToken("environment live", "repo:octo@123456/app@456789:environment:live"),
                    GitHubToken("environment live without IDs", "repo:octo/app:environment:live"),
                    GitHubToken("environment eu:live", "repo:octo@123456/app@456789:environment:eu%3Alive"),
                    GitHubToken("environment live-evil", "repo:octo@123456/app@456789:environment:live-evil"),
                    GitHubToken("environment Live", "repo:octo@123456/app@456789:environment:Live"),
                    GitHubToken("a name that begins alike", "repo:octo@123456/app-evil@456780:ref:refs/heads/main"),
                    GitHubToken("a name that begins alike, no IDs", "repo:octo/app-evil:ref:refs/heads/main"),
                    GitHubToken("an owner who begins alike", "repo:octo-evil@654321/app@456780:ref:refs/heads/main"),
                    GitHubToken("a fork", "repo:evil@654321/app@456780:ref:refs/heads/main"),
                    GitHubToken("a fork without IDs", "repo:evil/app:ref:refs/heads/main"),
                    GitHubToken("another owner, same name", "repo:octo@654321/app@456789:ref:refs/heads/main"),
                    GitHubToken("created again, same name", "repo:octo@123456/app@456780:ref:refs/heads/main"),
                    GitHubToken("another case", "repo:Octo@123456/App@456789:ref:refs/heads/main"),
                    GitHubToken("main, audience of another", "repo:octo@123456/app@456789:ref:refs/heads/main") with
                    {
                        Audience = "https://github.com/octo",
                    },
                    GitHubToken("main, issuer of an enterprise", "repo:octo@123456/app@456789:ref:refs/heads/main") with
                    {
                        Issuer = "token.actions.githubusercontent.com/evil",
                    },
                    GitHubToken("main, issuer of another", "repo:octo@123456/app@456789:ref:refs/heads/main") with
                    {
                        Issuer = "github.evil.example/_services/token",
                    },
                ]
            )
        );

    /// <summary>https://docs.gitlab.com/ci/secrets/id_token_authentication/</summary>
    [Fact]
    public Task GitLab() =>
        CheckAsync(
            new TokenTable(
                "gitlab",
                [
                    ("project=octo/group/app ref=main", ["main"]),
                    ("project=octo/group/app ref=refs/tags/v1", ["tag v1"]),
                    ("project=octo/group/app ref=refs/tags/v*", ["tag v1", "tag v1.2"]),
                    ("project=octo/group/app", ["main"]),
                    ("project=octo/group/app ref=main host=git.example.com", ["main of another instance"]),
                    ("", []),
                ],
                [
                    GitLabToken("main", "project_path:octo/group/app:ref_type:branch:ref:main"),
                    GitLabToken("a branch that begins alike", "project_path:octo/group/app:ref_type:branch:ref:main-2"),
                    GitLabToken("a merge request's branch", "project_path:octo/group/app:ref_type:branch:ref:feature"),
                    GitLabToken("branch v1", "project_path:octo/group/app:ref_type:branch:ref:v1"),
                    GitLabToken("tag main", "project_path:octo/group/app:ref_type:tag:ref:main"),
                    GitLabToken("tag v1", "project_path:octo/group/app:ref_type:tag:ref:v1"),
                    GitLabToken("tag v1.2", "project_path:octo/group/app:ref_type:tag:ref:v1.2"),
                    GitLabToken("a fork", "project_path:evil/app:ref_type:branch:ref:main"),
                    GitLabToken(
                        "a name that begins alike",
                        "project_path:octo/group/app-evil:ref_type:branch:ref:main"
                    ),
                    GitLabToken("a subgroup's project", "project_path:octo/group/app/evil:ref_type:branch:ref:main"),
                    GitLabToken("the group's project", "project_path:octo/app:ref_type:branch:ref:main"),
                    GitLabToken(
                        "main, audience of another",
                        "project_path:octo/group/app:ref_type:branch:ref:main"
                    ) with
                    {
                        Audience = Sts,
                    },
                    GitLabToken("main of another instance", "project_path:octo/group/app:ref_type:branch:ref:main") with
                    {
                        Issuer = "git.example.com",
                        Audience = "https://git.example.com",
                    },
                    GitLabToken(
                        "an instance for gitlab.com",
                        "project_path:octo/group/app:ref_type:branch:ref:main"
                    ) with
                    {
                        Issuer = "git.example.com",
                    },
                ]
            )
        );

    /// <summary>https://github.com/aws/aws-toolkit-azure-devops</summary>
    [Fact]
    public Task AzureDevOps() =>
        CheckAsync(
            new TokenTable(
                "azure-devops",
                [
                    ($"organization-id={Organization} connection=octo/app/aws", ["connection"]),
                    ($"organization-id={Organization}", []),
                    ("connection=octo/app/aws", []),
                ],
                [
                    AzureToken("connection", "sc://octo/app/aws"),
                    AzureToken("a name that begins alike", "sc://octo/app/aws-evil"),
                    AzureToken("another project", "sc://octo/other/aws"),
                    AzureToken("another organization's name", "sc://evil/app/aws"),
                    AzureToken("a pipeline", "p://octo/app/aws"),
                    AzureToken("audience of another", "sc://octo/app/aws") with
                    {
                        Audience = Sts,
                    },
                    AzureToken("another organization", "sc://octo/app/aws") with
                    {
                        Issuer = "vstoken.dev.azure.com/66666666-2222-3333-4444-555555555555",
                    },
                ]
            )
        );

    /// <summary>
    /// https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/
    /// </summary>
    [Fact]
    public Task Bitbucket() =>
        CheckAsync(
            new TokenTable(
                "bitbucket",
                [
                    ($"{WorkspaceIds} repository-id={Repository}", ["step", "environment", "other environment"]),
                    ($"{WorkspaceIds} repository-id={Repository} environment={Environment}", ["environment"]),
                    ($"{WorkspaceIds}", []),
                    ($"repository-id={Repository}", []),
                ],
                [
                    BitbucketToken("step", $"{Repository}:{Step}"),
                    BitbucketToken("environment", $"{Repository}:{Environment}:{Step}"),
                    BitbucketToken("other environment", $"{Repository}:{Step}:{Step}"),
                    BitbucketToken("another repository", $"{Step}:{Step}"),
                    BitbucketToken("another repository's environment", $"{Step}:{Environment}:{Step}"),
                    BitbucketToken("audience of another", $"{Repository}:{Step}") with
                    {
                        Audience = Sts,
                    },
                    BitbucketToken("another workspace", $"{Repository}:{Step}") with
                    {
                        Issuer = "api.bitbucket.org/2.0/workspaces/evil/pipelines-config/identity/oidc",
                    },
                ]
            )
        );

    private async Task CheckAsync(TokenTable table)
    {
        var (isRight, text) = await table.TryAsync(sandbox);
        Assert.True(isRight, text);
    }

    private static BuildToken GitHubToken(string bearer, string subject) =>
        new(bearer, "token.actions.githubusercontent.com", Sts, subject);

    private static BuildToken GitLabToken(string bearer, string subject) =>
        new(bearer, "gitlab.com", "https://gitlab.com", subject);

    private static BuildToken AzureToken(string bearer, string subject) =>
        new(bearer, $"vstoken.dev.azure.com/{Organization}", Entra, subject);

    private static BuildToken BitbucketToken(string bearer, string subject) =>
        new(bearer, "api.bitbucket.org/2.0/workspaces/octo/pipelines-config/identity/oidc", Workspace, subject);
}
