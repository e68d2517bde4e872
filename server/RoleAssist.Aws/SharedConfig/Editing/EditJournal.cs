using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>Bytes of a file by their place and hash.</summary>
internal sealed record JournalRange(int Offset, int Length, string Hash)
{
    public static JournalRange Create(int offset, ReadOnlySpan<byte> bytes) =>
        new(offset, bytes.Length, FileChange.Hash(bytes));
}

/// <summary>The change of one file.</summary>
/// <param name="Path">The path by which the user knows the file.</param>
/// <param name="Target">The file itself.</param>
/// <param name="Temporary">The new file, while it is written.</param>
/// <param name="Copy">The new content, while the file is written in place.</param>
/// <param name="Before">The hash of the file before the change; null if it did not exist.</param>
/// <param name="After">The hash of the file after the change.</param>
/// <param name="Removed">What the change takes away, in the file before it.</param>
/// <param name="Added">What the change adds, in the file after it.</param>
internal sealed record JournalStep(
    string Path,
    string Target,
    string Temporary,
    string Copy,
    string? Before,
    string After,
    IReadOnlyList<JournalRange> Removed,
    IReadOnlyList<JournalRange> Added
);

/// <summary>
/// What is needed to complete or undo a change of the files after a crash: paths, places and hashes, but no byte of a
/// file, because it may be a secret.
/// </summary>
/// <param name="Id">The number of the change, which is part of all its file names.</param>
/// <param name="Subject">
/// What must still exist before the change is completed, such as an item of the vault; null if nothing must.
/// </param>
/// <param name="IsUndo">Whether the change is being undone.</param>
/// <param name="Steps">The files, in the order in which they are changed; all but the first only lose bytes.</param>
internal sealed record EditJournal(string Id, string? Subject, bool IsUndo, IReadOnlyList<JournalStep> Steps)
{
    private const string Prefix = "aws-edit-";

    public static string FileName(string id) => $"{Prefix}{id}.json";

    public static string CopyName(string id, int step) => $"{Prefix}{id}.{step}.copy";

    /// <summary>Returns the paths of all journals in the state folder.</summary>
    public static string[] Find(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, $"{Prefix}*.json") : [];

    /// <summary>Deletes the files that a crash left behind while a journal or a copy was written.</summary>
    public static void DeleteUnfinished(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, $"{Prefix}*.tmp"))
        {
            File.Delete(file);
        }
    }

    public static EditJournal? Read(string path)
    {
        using var file = PrivateFile.OpenRead(path);
        return file is null ? null : JsonSerializer.Deserialize(file, EditJournalContext.Default.EditJournal);
    }

    public void Write(string path)
    {
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, EditJournalContext.Default.EditJournal));
        UnixFolder.Synchronize(Path.GetDirectoryName(path)!);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = false,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(EditJournal))]
internal sealed partial class EditJournalContext : JsonSerializerContext;
