using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Pipelines;

/// <summary>Writes the subjects of the providers' tokens.</summary>
internal static class PipelineSubjects
{
    private const string Branches = "refs/heads/";
    private const string Tags = "refs/tags/";
    private const string Uuid = "00000000-0000-0000-0000-000000000000";

    /// <summary>
    /// Subjects with IDs have been the default since 2026-07-15
    /// (https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/).
    /// </summary>
    public static PipelineTrust ReadGitHub(PipelineValues values)
    {
        values.RequireOneOf(
            PipelineParameter.Ref,
            PipelineParameter.Environment,
            "A job with an environment has no ref in its subject; restrict the environment's branches in GitHub."
        );
        var repository = values.Get(PipelineParameter.Repository, "organization/repository");
        var rest = values.Find(PipelineParameter.Environment) is { } environment
            // A colon in a name is escaped in the subject.
            ? $"environment:{environment.Replace(":", "%3A", StringComparison.Ordinal)}"
            : $"ref:{FullRef(values.Get(PipelineParameter.Ref, "main"))}";
        return new PipelineTrust(
            "token.actions.githubusercontent.com",
            "sts.amazonaws.com",
            $"repo:{WithIds(values, repository)}:{rest}",
            values.Notes
        );
    }

    /// <summary>The job must request a token with the audience, the address of the instance.</summary>
    public static PipelineTrust ReadGitLab(PipelineValues values)
    {
        var host = values.Find(PipelineParameter.Host) ?? "gitlab.com";
        var project = values.Get(PipelineParameter.Project, "group/project");
        var name = FullRef(values.Get(PipelineParameter.Ref, "main"));
        var kind = name.StartsWith(Tags, StringComparison.Ordinal)
            ? $"ref_type:tag:ref:{name[Tags.Length..]}"
            : $"ref_type:branch:ref:{name[Branches.Length..]}";
        return new PipelineTrust(host, $"https://{host}", $"project_path:{project}:{kind}", values.Notes);
    }

    public static PipelineTrust ReadAzureDevOps(PipelineValues values) =>
        new(
            $"vstoken.dev.azure.com/{values.GetUuid(PipelineParameter.OrganizationId, Uuid)}",
            "api://AzureADTokenExchange",
            $"sc://{values.Get(PipelineParameter.Connection, "organization/project/connection")}",
            values.Notes
        );

    /// <summary>The subject ends with the ID of the step, which changes with every run.</summary>
    public static PipelineTrust ReadBitbucket(PipelineValues values)
    {
        var workspace = values.Get(PipelineParameter.Workspace, "workspace");
        var workspaceId = values.GetUuid(PipelineParameter.WorkspaceId, Uuid);
        var repository = ReadUuid(PipelineParameter.RepositoryId, values.Get(PipelineParameter.RepositoryId, Uuid));
        var environment = values.Find(PipelineParameter.Environment) is { } id
            ? $"{{{ReadUuid(PipelineParameter.Environment, id)}}}:"
            : "";
        return new PipelineTrust(
            $"api.bitbucket.org/2.0/workspaces/{workspace}/pipelines-config/identity/oidc",
            $"ari:cloud:bitbucket::workspace/{workspaceId}",
            $"{{{repository}}}:{environment}*",
            values.Notes
        );
    }

    private static string WithIds(PipelineValues values, string repository)
    {
        var (owner, id) = (values.Find(PipelineParameter.OwnerId), values.Find(PipelineParameter.RepositoryId));
        if (owner is null != id is null || id?.Contains('-', StringComparison.Ordinal) == true)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "A subject with IDs needs the numbers of both the owner and the repository.",
                "Specify --owner-id and --repository-id; "
                    + "'gh api repos/ORG/REPO --jq \"[.owner.id, .id]\"' prints them."
            );
        }

        if (owner is null && !values.IsEmpty)
        {
            values.Note(
                "Repositories that are new, renamed or opted in since 2026-07-15 have IDs in their subject. "
                    + "For those, specify --owner-id and --repository-id."
            );
            return repository;
        }

        var names = repository.Split('/');
        return $"{names[0]}@{owner ?? "123456"}/{names[1]}@{id ?? "456789"}";
    }

    private static string FullRef(string name) =>
        name.StartsWith("refs/", StringComparison.Ordinal) ? name : Branches + name;

    /// <summary>Reads a UUID of Bitbucket, whose options have other forms for other providers.</summary>
    private static string ReadUuid(PipelineParameter parameter, string text) =>
        Guid.TryParse(text, out var uuid)
            ? uuid.ToString()
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{text}' is not a UUID.",
                $"Write --{parameter.Name} UUID, as Bitbucket's settings and API show it."
            );
}
