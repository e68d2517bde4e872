using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Pipelines;

/// <summary>A provider of pipelines whose tokens AWS accepts.</summary>
public sealed class PipelineProvider
{
    private readonly Func<PipelineValues, PipelineTrust> _read;

    private PipelineProvider(IReadOnlyList<PipelineParameter> parameters, Func<PipelineValues, PipelineTrust> read) =>
        (Parameters, _read) = (parameters, read);

    /// <summary>GitHub Actions (https://docs.github.com/actions/reference/security/oidc).</summary>
    public static PipelineProvider GitHub { get; } =
        new(
            [
                PipelineParameter.Repository,
                PipelineParameter.OwnerId,
                PipelineParameter.RepositoryId,
                PipelineParameter.Ref,
                PipelineParameter.Environment,
            ],
            PipelineSubjects.ReadGitHub
        );

    /// <summary>GitLab (https://docs.gitlab.com/ci/secrets/id_token_authentication/).</summary>
    public static PipelineProvider GitLab { get; } =
        new([PipelineParameter.Project, PipelineParameter.Ref, PipelineParameter.Host], PipelineSubjects.ReadGitLab);

    /// <summary>Azure DevOps (https://github.com/aws/aws-toolkit-azure-devops).</summary>
    public static PipelineProvider AzureDevOps { get; } =
        new([PipelineParameter.Connection, PipelineParameter.OrganizationId], PipelineSubjects.ReadAzureDevOps);

    /// <summary>
    /// Bitbucket Pipelines
    /// (https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/).
    /// </summary>
    public static PipelineProvider Bitbucket { get; } =
        new(
            [
                PipelineParameter.Workspace,
                PipelineParameter.WorkspaceId,
                PipelineParameter.RepositoryId,
                PipelineParameter.Environment,
            ],
            PipelineSubjects.ReadBitbucket
        );

    /// <summary>Gets what the user can say about the pipeline.</summary>
    public IReadOnlyList<PipelineParameter> Parameters { get; }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: a value has the wrong form.</exception>
    internal PipelineTrust Read(IReadOnlyDictionary<string, string> values)
    {
        foreach (var parameter in Parameters.Where(parameter => values.ContainsKey(parameter.Name)))
        {
            parameter.Require(values[parameter.Name]);
        }

        return _read(new PipelineValues(values));
    }
}

/// <summary>What a trust policy says about the tokens of a pipeline.</summary>
/// <param name="Issuer">The provider's URL without scheme.</param>
/// <param name="Audience">The audience.</param>
/// <param name="Subject">The subject, or a pattern of subjects.</param>
/// <param name="Notes">Sentences about what is left to fill in.</param>
internal sealed record PipelineTrust(string Issuer, string Audience, string Subject, IReadOnlyList<string> Notes)
{
    public bool HasPattern => Subject.Contains('*', StringComparison.Ordinal);
}
