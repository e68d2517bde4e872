namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>Edits of both files that belong together.</summary>
/// <remarks>If both files change, one of them may only lose lines: it is written last.</remarks>
public sealed record AwsFilesChange(IReadOnlyList<ConfigEdit> Config, IReadOnlyList<ConfigEdit> Credentials)
{
    /// <summary>
    /// Gets what must still exist before an interrupted change is completed, such as an item of the vault; null if
    /// nothing must. It is not a secret.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>
    /// Whether secrets are written or removed. Files of other users, and links that leave the home folder, are then
    /// refused.
    /// </summary>
    public bool HasSecrets { get; init; }
}
