using System.Text.RegularExpressions;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>A provider of OpenID Connect tokens whose subjects are known.</summary>
/// <param name="Name">The name for people.</param>
/// <param name="Issuer">The form of the issuer, without scheme.</param>
/// <param name="Audiences">The form of audiences; null if the job chooses one.</param>
/// <param name="AudienceExample">What to write as the audience.</param>
/// <param name="Subject">The form of subjects.</param>
internal sealed partial record OidcProvider(
    string Name,
    Regex Issuer,
    Regex? Audiences,
    string AudienceExample,
    SubjectForm Subject
)
{
    /// <summary>
    /// GitHub Actions, also with an enterprise's own issuer (https://docs.github.com/actions/reference/security/oidc). Its
    /// subjects can be customized, so that other claims come first.
    /// </summary>
    public static OidcProvider GitHub { get; } =
        new(
            "GitHub",
            GitHubIssuer(),
            StsAudience(),
            "sts.amazonaws.com",
            new SubjectForm(
                "repo:ORG@ORGID/REPO@REPOID:ref:refs/heads/BRANCH",
                "repository",
                GitHubStart(),
                GitHubSubject(),
                Separators: 2
            )
        );

    /// <summary>GitLab.com (https://docs.gitlab.com/ci/secrets/id_token_authentication/).</summary>
    public static OidcProvider GitLab { get; } =
        new(
            "GitLab",
            GitLabIssuer(),
            null,
            "https://gitlab.com",
            new SubjectForm(
                "project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH",
                "project",
                GitLabStart(),
                GitLabSubject(),
                Separators: 2
            )
        );

    /// <summary>
    /// Azure DevOps (https://github.com/aws/aws-toolkit-azure-devops): a service connection, or a pipeline.
    /// </summary>
    public static OidcProvider AzureDevOps { get; } =
        new(
            "Azure DevOps",
            AzureDevOpsIssuer(),
            AzureDevOpsAudience(),
            "api://AzureADTokenExchange",
            new SubjectForm(
                "sc://ORG/PROJECT/CONNECTION",
                "service connection",
                AzureDevOpsStart(),
                AzureDevOpsSubject(),
                Separators: null
            )
        );

    /// <summary>
    /// Bitbucket Pipelines
    /// (https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/).
    /// </summary>
    public static OidcProvider Bitbucket { get; } =
        new(
            "Bitbucket",
            BitbucketIssuer(),
            BitbucketAudience(),
            "ari:cloud:bitbucket::workspace/WORKSPACEUUID",
            new SubjectForm("{REPOSITORYUUID}:*", "repository", BitbucketStart(), BitbucketSubject(), Separators: 1)
        );

    /// <summary>
    /// Service accounts of EKS (https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html).
    /// </summary>
    public static OidcProvider Eks { get; } =
        new(
            "EKS",
            EksIssuer(),
            StsAudience(),
            "sts.amazonaws.com",
            new SubjectForm(
                "system:serviceaccount:NAMESPACE:NAME",
                "namespace",
                EksStart(),
                EksSubject(),
                Separators: 3
            )
        );

    private static readonly OidcProvider[] All = [GitHub, GitLab, AzureDevOps, Bitbucket, Eks];

    /// <summary>Returns the provider with an issuer; null for another one.</summary>
    public static OidcProvider? Find(string? issuer) =>
        issuer is null ? null : All.FirstOrDefault(provider => provider.Issuer.IsMatch(issuer));

    [GeneratedRegex(@"^token\.actions\.githubusercontent\.com(/[^/]+)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex GitHubIssuer();

    [GeneratedRegex(@"^gitlab\.com\z", RegexOptions.IgnoreCase)]
    private static partial Regex GitLabIssuer();

    [GeneratedRegex(@"^vstoken\.dev\.azure\.com/", RegexOptions.IgnoreCase)]
    private static partial Regex AzureDevOpsIssuer();

    [GeneratedRegex(@"^api\.bitbucket\.org/2\.0/workspaces/", RegexOptions.IgnoreCase)]
    private static partial Regex BitbucketIssuer();

    [GeneratedRegex(@"^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/id/", RegexOptions.IgnoreCase)]
    private static partial Regex EksIssuer();

    [GeneratedRegex(@"^sts\.amazonaws\.com(\.cn)?\z")]
    private static partial Regex StsAudience();

    [GeneratedRegex(@"^api://AzureADTokenExchange\z")]
    private static partial Regex AzureDevOpsAudience();

    [GeneratedRegex(@"^ari:cloud:bitbucket::workspace/[0-9a-f-]{36}\z")]
    private static partial Regex BitbucketAudience();

    [GeneratedRegex(
        @"^(repo:[^/:]+/[^/:]+:(ref:refs/.+|pull_request|(?!ref:|refs/)\w+:.+)|(?!repo:)(\w*repo\w*|\w+_\w+|environment|enterprise|workflow|actor|context|ref|event_name):.+)\z"
    )]
    private static partial Regex GitHubSubject();

    [GeneratedRegex(@"^project_path:[^/:]+(/[^/:]+)+:ref_type:(branch|tag):ref:.+\z")]
    private static partial Regex GitLabSubject();

    [GeneratedRegex(@"^(sc|p)://[^/]+/[^/]+/.+\z")]
    private static partial Regex AzureDevOpsSubject();

    [GeneratedRegex(@"^\{[0-9a-f-]{36}\}(:\{[0-9a-f-]{36}\}){1,2}\z")]
    private static partial Regex BitbucketSubject();

    [GeneratedRegex(@"^\w+:")]
    private static partial Regex GitHubStart();

    [GeneratedRegex("^project_path:")]
    private static partial Regex GitLabStart();

    [GeneratedRegex("^(sc|p):")]
    private static partial Regex AzureDevOpsStart();

    [GeneratedRegex(@"^\{")]
    private static partial Regex BitbucketStart();

    [GeneratedRegex("^system:")]
    private static partial Regex EksStart();

    [GeneratedRegex(@"^system:serviceaccount:[^:]+:[^:]+\z")]
    private static partial Regex EksSubject();
}

/// <summary>The form of a provider's subjects.</summary>
/// <param name="Example">What to write.</param>
/// <param name="Scope">What the first part identifies, for people.</param>
/// <param name="Start">The form of the first name, up to its separator.</param>
/// <param name="Whole">The form of a whole subject.</param>
/// <param name="Separators">
/// The number of colons after which the scope is complete; null if it is the whole subject.
/// </param>
internal sealed record SubjectForm(string Example, string Scope, Regex Start, Regex Whole, int? Separators)
{
    /// <summary>Returns the part that identifies the scope, with its last colon; null if it is not complete.</summary>
    public string? ScopeOf(string subject)
    {
        if (Separators is not { } count)
        {
            return null;
        }

        var end = -1;
        for (var number = 0; number < count; number++)
        {
            end = subject.IndexOf(':', end + 1);
            if (end < 0)
            {
                return null;
            }
        }

        return subject[..(end + 1)];
    }
}
