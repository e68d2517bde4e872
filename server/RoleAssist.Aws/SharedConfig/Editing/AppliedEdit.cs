using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// A change that was made. What the files were is kept in memory only, so it can be undone by this object.
/// </summary>
public sealed class AppliedEdit
{
    private readonly AwsFilesEditor _editor;
    private readonly (UserFile File, SharedConfigFileKind Kind)[] _read;

    internal AppliedEdit(
        AwsFilesEditor editor,
        (UserFile File, SharedConfigFileKind Kind)[] read,
        IReadOnlyList<FileChange> changes,
        string? subject
    ) => (_editor, _read, Changes, Subject) = (editor, read, changes, subject);

    internal string? Subject { get; }

    internal IReadOnlyList<FileChange> Changes { get; }

    /// <summary>Gets the paths of the files that changed; none if they were as wanted already.</summary>
    public IReadOnlyList<string> ChangedFiles => [.. Changes.Select(change => change.File.Path)];

    /// <summary>Returns the place of a section's header in the file that was written; null if it has none.</summary>
    public SourceLocation? LocationOf(SectionId section, SharedConfigFileKind kind)
    {
        var file = Array.Find(_read, read => read.Kind == kind).File;
        var bytes = Changes.FirstOrDefault(change => change.File.Path == file.Path)?.Content ?? file.Bytes ?? [];
        var tree = ConfigSyntaxTree.Parse(LosslessUtf8.Decode(bytes));
        return SettingLocator.InForce(tree, kind, section) is [.., var last]
            ? new SourceLocation(file.Path, last.FirstLine + 1, 1)
            : null;
    }

    /// <summary>Puts both files back to what they were, last one first.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationUnreadable"/>: a file has been changed since, or cannot be written.
    /// </exception>
    public Task UndoAsync(CancellationToken cancellationToken) => _editor.UndoAsync(this, cancellationToken);
}
