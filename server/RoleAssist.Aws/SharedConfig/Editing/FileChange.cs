using System.Security.Cryptography;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>A file as it was read, and what it is to become.</summary>
internal sealed record FileChange(UserFile File, byte[] Content, IReadOnlyList<Splice> Splices)
{
    /// <summary>Whether the change only takes bytes away, so that it can be completed without any other text.</summary>
    public bool IsRemoval => Splices.All(splice => splice.Added.Length == 0);

    /// <summary>Returns the change that edits need; null if they need none.</summary>
    public static FileChange? Create(UserFile file, SharedConfigFileKind kind, IReadOnlyList<ConfigEdit> edits)
    {
        var before = file.Bytes ?? [];
        var text = LosslessUtf8.Decode(before);
        var splices = Splice.FromChanges(text, ConfigEditor.Apply(text, kind, edits));
        return splices.Count == 0 ? null : new FileChange(file, Splice.Apply(before, splices), splices);
    }

    public JournalStep ToStep(string temporary, string copy)
    {
        var (removed, added, growth) = (new List<JournalRange>(), new List<JournalRange>(), 0);
        foreach (var splice in Splices)
        {
            if (splice.Removed.Length > 0)
            {
                removed.Add(JournalRange.Create(splice.Offset, splice.Removed));
            }

            if (splice.Added.Length > 0)
            {
                added.Add(JournalRange.Create(splice.Offset + growth, splice.Added));
            }

            growth += splice.Added.Length - splice.Removed.Length;
        }

        return new JournalStep(
            File.Path,
            File.Target,
            temporary,
            copy,
            File.Bytes is { } before ? Hash(before) : null,
            Hash(Content),
            removed,
            added
        );
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
