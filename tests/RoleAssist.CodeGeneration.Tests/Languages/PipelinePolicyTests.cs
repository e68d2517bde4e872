using System.Text.Json;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Errors;
using RoleAssist.Core.TrustPolicies;

namespace RoleAssist.CodeGeneration.Tests.Languages;

/// <summary>Trust policies for pipelines, judged by the same rules as <c>check trust-policy</c>.</summary>
public class PipelinePolicyTests
{
    private const string Uuid = "{11111111-2222-3333-4444-555555555555}";

    [Theory]
    [InlineData(
        "github",
        "repository=octo/app owner-id=123456 repository-id=456789 ref=main",
        "repo:octo@123456/app@456789:ref:refs/heads/main"
    )]
    [InlineData(
        "github",
        "repository=octo/app owner-id=123456 repository-id=456789 ref=refs/tags/v*",
        "repo:octo@123456/app@456789:ref:refs/tags/v*"
    )]
    [InlineData(
        "github",
        "repository=octo/app owner-id=123456 repository-id=456789 environment=eu:live",
        "repo:octo@123456/app@456789:environment:eu%3Alive"
    )]
    [InlineData("gitlab", "project=octo/group/app ref=main", "project_path:octo/group/app:ref_type:branch:ref:main")]
    [InlineData("gitlab", "project=octo/app ref=refs/tags/v1", "project_path:octo/app:ref_type:tag:ref:v1")]
    [InlineData(
        "gitlab",
        "project=octo/app ref=main host=git.example.com",
        "project_path:octo/app:ref_type:branch:ref:main"
    )]
    [InlineData("azure-devops", $"organization-id={Uuid} connection=octo/app/aws", "sc://octo/app/aws")]
    [InlineData("bitbucket", $"workspace=octo workspace-id={Uuid} repository-id={Uuid}", $"{Uuid}:*")]
    [InlineData(
        "bitbucket",
        $"workspace=octo workspace-id={Uuid} repository-id={Uuid} environment={Uuid}",
        $"{Uuid}:{Uuid}:*"
    )]
    public void A_policy_with_all_facts_has_the_subject_and_no_finding(string template, string values, string subject)
    {
        var code = Generate(template, values, "prod-admin");

        var report = TrustPolicyAnalyzer.Analyze(code.Code);
        Assert.Empty(report.Findings);
        Assert.Equal(1, report.Policies);
        Assert.Empty(code.Notes);
        Assert.Equal(subject, SubjectOf(code));
        Assert.Contains("\"arn:aws:iam::444455556666:oidc-provider/", code.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_without_IDs_comes_with_a_note()
    {
        var code = Generate("github", "repository=octo/app ref=main", "prod-admin");

        Assert.Equal("repo:octo/app:ref:refs/heads/main", SubjectOf(code));
        Assert.StartsWith("Repositories that are new, renamed or opted in", Assert.Single(code.Notes));
        Assert.Equal("LegacySubject", Assert.Single(TrustPolicyAnalyzer.Analyze(code.Code).Findings).Code);
    }

    [Fact]
    public void Facts_that_are_not_given_are_placeholders_with_notes() =>
        Assert.Equal(
            [
                "Replace main, or specify --ref BRANCH or refs/tags/TAG.",
                "Replace 123456789012, or specify --role-arn: the provider is in the role's account.",
            ],
            Generate("gitlab", "project=octo/app").Notes
        );

    [Fact]
    public void An_example_has_no_notes() => Assert.Empty(Generate("github", "").Notes);

    [Fact]
    public void The_audience_is_that_of_the_partition() =>
        Assert.Contains(
            "\"sts.amazonaws.com.cn\"",
            SampleProfiles
                .Handler()
                .Handle(
                    new CodeRequest(
                        "trust-policy",
                        "github",
                        [
                            new AssumeTarget
                            {
                                Profile = "home",
                                RoleArn = "arn:aws-cn:iam::444455556666:role/deploy",
                                Region = "cn-north-1",
                            },
                        ],
                        []
                    )
                )
                .Code,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("github", "repository=app", "'app' is not a value of --repository")]
    [InlineData("github", "repository=octo/app:*", "'octo/app:*' is not a value")]
    [InlineData("github", "repository=octo/*", "'octo/*' is not a value")]
    [InlineData("github", "ref=*", "'*' is not a value of --ref")]
    [InlineData("github", "ref=main\n", "is not a value of --ref")]
    [InlineData("github", "ref=refs/pull/1/merge", "is not a value of --ref")]
    [InlineData("github", "ref=refs/*", "is not a value of --ref")]
    [InlineData("gitlab", "ref=refs/x", "is not a value of --ref")]
    [InlineData("gitlab", "ref=refs/heads/", "is not a value of --ref")]
    [InlineData("github", "environment=*", "'*' is not a value of --environment")]
    [InlineData("github", "owner-id=1", "needs the numbers of both")]
    [InlineData("github", $"owner-id=1 repository-id={Uuid}", "needs the numbers of both")]
    [InlineData("github", "ref=main environment=live", "Specify either --ref or --environment.")]
    [InlineData("github", "project=octo/app", "The template 'github' does not take --project.")]
    [InlineData("trust-policy", "repository=octo/app", "The template 'trust-policy' does not take --repository.")]
    [InlineData("azure-devops", "connection=octo/app", "'octo/app' is not a value of --connection")]
    [InlineData("bitbucket", "workspace=a/b", "'a/b' is not a value of --workspace")]
    [InlineData("bitbucket", "environment=live", "'live' is not a UUID.")]
    [InlineData("bitbucket", "repository-id=456789", "'456789' is not a UUID.")]
    public void Refuses_what_a_template_does_not_take(string template, string values, string words)
    {
        var refusal = Assert.Throws<RoleAssistException>(() => Generate(template, values));

        Assert.Equal(ErrorCode.InvalidArgument, refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.NotEqual("", refusal.Hint);
    }

    private static GeneratedCode Generate(string template, string values, params string[] profiles) =>
        SampleProfiles
            .Handler()
            .Handle(
                new CodeRequest(
                    "trust-policy",
                    template,
                    [.. profiles.Select(profile => new AssumeTarget { Profile = profile })],
                    []
                )
                {
                    Parameters = values
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(pair => pair.Split('='))
                        .ToDictionary(pair => pair[0], pair => pair[1]),
                }
            );

    private static string? SubjectOf(GeneratedCode code)
    {
        using var policy = JsonDocument.Parse(code.Code);
        return policy
            .RootElement.GetProperty("Statement")[0]
            .GetProperty("Condition")
            .EnumerateObject()
            .SelectMany(kind => kind.Value.EnumerateObject())
            .Single(condition => condition.Name.EndsWith(":sub", StringComparison.Ordinal))
            .Value.GetString();
    }
}
