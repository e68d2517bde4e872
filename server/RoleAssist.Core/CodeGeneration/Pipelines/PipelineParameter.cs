using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Pipelines;

/// <summary>A fact about a pipeline that the user gives to a template.</summary>
/// <param name="Name">The name of the option, without dashes.</param>
/// <param name="Form">What the option's value looks like, for people.</param>
/// <param name="Description">What the value is, for the help.</param>
/// <param name="Pattern">The form of the value.</param>
public sealed partial record PipelineParameter(string Name, string Form, string Description, Regex Pattern)
{
    public static PipelineParameter Repository { get; } =
        new("repository", "ORG/REPO", "The repository.", RepositoryForm());

    public static PipelineParameter OwnerId { get; } =
        new("owner-id", "NUMBER", "The ID of the repository's owner, for subjects with IDs.", NumberForm());

    /// <summary>A number for GitHub, a UUID for Bitbucket.</summary>
    public static PipelineParameter RepositoryId { get; } =
        new("repository-id", "ID", "The ID of the repository.", IdForm());

    public static PipelineParameter Ref { get; } =
        new("ref", "BRANCH or refs/tags/TAG", "The branch or tag that may assume the role; may end with *.", RefForm());

    /// <summary>A name for GitHub, a UUID for Bitbucket.</summary>
    public static PipelineParameter Environment { get; } =
        new("environment", "NAME", "The deployment environment that may assume the role.", NameForm());

    public static PipelineParameter Project { get; } =
        new("project", "GROUP/PROJECT", "The path of the project.", ProjectForm());

    public static PipelineParameter Host { get; } =
        new("host", "HOST", "The host of a GitLab instance of your own.", HostForm());

    public static PipelineParameter OrganizationId { get; } =
        new("organization-id", "UUID", "The ID of the organization.", UuidForm());

    public static PipelineParameter Connection { get; } =
        new("connection", "ORG/PROJECT/CONNECTION", "The service connection.", ConnectionForm());

    public static PipelineParameter Workspace { get; } =
        new("workspace", "WORKSPACE", "The workspace's ID in addresses.", SlugForm());

    public static PipelineParameter WorkspaceId { get; } =
        new("workspace-id", "UUID", "The workspace's UUID.", UuidForm());

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: the value has another form.</exception>
    public void Require(string value)
    {
        if (!Pattern.IsMatch(value))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{value}' is not a value of --{Name}.",
                $"Write --{Name} {Form}."
            );
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\z")]
    private static partial Regex RepositoryForm();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+\z")]
    private static partial Regex ProjectForm();

    [GeneratedRegex(@"^[1-9][0-9]*\z")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"^([1-9][0-9]*|\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?)\z")]
    private static partial Regex IdForm();

    /// <summary>
    /// What Git allows in a ref, and a wildcard at the end (git-check-ref-format(1)). Of full names, only those of
    /// branches and tags occur in subjects.
    /// </summary>
    [GeneratedRegex(@"^(?!refs/(?!(heads|tags)/.))[^\s\p{C}*?\[\\^~:]+\*?\z")]
    private static partial Regex RefForm();

    [GeneratedRegex(@"^[^\p{C}*?]+\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[A-Za-z0-9.-]+(:[0-9]+)?\z")]
    private static partial Regex HostForm();

    [GeneratedRegex(@"^\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?\z")]
    private static partial Regex UuidForm();

    [GeneratedRegex(@"^[^\p{C}/*?]+/[^\p{C}/*?]+/[^\p{C}/*?]+\z")]
    private static partial Regex ConnectionForm();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex SlugForm();
}
