using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// What takes a change of one file back after the process that made it has ended. It holds no bytes but those that were
/// removed.
/// </summary>
/// <param name="Path">The file's path.</param>
/// <param name="Before">The SHA-256 of the file before the change.</param>
/// <param name="After">The SHA-256 of the file after it.</param>
/// <param name="Steps">Where bytes were put, and what was there before, in the order of the file.</param>
internal sealed record EditUndo(string Path, string Before, string After, IReadOnlyList<UndoStep> Steps)
{
    public static EditUndo Create(FileChange change)
    {
        var (steps, growth) = (new List<UndoStep>(), 0);
        foreach (var splice in change.Splices)
        {
            steps.Add(new UndoStep(splice.Offset + growth, splice.Added.Length, splice.Removed));
            growth += splice.Added.Length - splice.Removed.Length;
        }

        return new EditUndo(
            change.File.Path,
            FileChange.Hash(change.File.Bytes ?? []),
            FileChange.Hash(change.Content),
            steps
        );
    }

    /// <summary>Returns the change that takes it back; null if the file is not what the change made of it.</summary>
    public FileChange? Revert(UserFile file)
    {
        if (file.Bytes is not { } now || FileChange.Hash(now) != After || !Fits(now.Length))
        {
            return null;
        }

        var splices = Steps.Select(step => new Splice(
            step.Offset,
            now[step.Offset..(step.Offset + step.Length)],
            step.Removed
        ));
        var content = Splice.Apply(now, [.. splices]);
        return FileChange.Hash(content) == Before ? new FileChange(file, content, [.. splices]) : null;
    }

    public static EditUndo? Read(string path)
    {
        using var file = PrivateFile.OpenRead(path);
        return file is null ? null : JsonSerializer.Deserialize(file, EditUndoContext.Default.EditUndo);
    }

    public void Write(string path)
    {
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, EditUndoContext.Default.EditUndo));
        UnixFolder.Synchronize(System.IO.Path.GetDirectoryName(path)!);
    }

    /// <summary>Returns only the path: the steps hold parts of the file.</summary>
    public override string ToString() => Path;

    private bool Fits(int length)
    {
        var end = 0;
        foreach (var step in Steps)
        {
            if (step.Offset < end || step.Length < 0 || step.Length > length - step.Offset)
            {
                return false;
            }

            end = step.Offset + step.Length;
        }

        return true;
    }
}

/// <param name="Offset">Where the bytes are in the changed file.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Removed">What was there before.</param>
internal sealed record UndoStep(int Offset, int Length, byte[] Removed);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(EditUndo))]
internal sealed partial class EditUndoContext : JsonSerializerContext;
