using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>Bytes of a file that are removed, and what is put in their place.</summary>
internal sealed record Splice(int Offset, byte[] Removed, byte[] Added)
{
    /// <summary>Returns the splices of a file for the changes of its decoded text.</summary>
    public static List<Splice> FromChanges(string text, IReadOnlyList<TextChange> changes)
    {
        var splices = new List<Splice>(changes.Count);
        var (end, offset) = (0, 0);
        foreach (var (span, added) in changes)
        {
            offset += LosslessUtf8.Encode(text.AsSpan(end, span.Start - end)).Length;
            var removed = LosslessUtf8.Encode(text.AsSpan(span.Start, span.Length));
            splices.Add(new Splice(offset, removed, LosslessUtf8.Encode(added)));
            (end, offset) = (span.End, offset + removed.Length);
        }

        return splices;
    }

    public static byte[] Apply(ReadOnlySpan<byte> before, IEnumerable<Splice> splices)
    {
        var after = new List<byte>(before.Length);
        var end = 0;
        foreach (var splice in splices)
        {
            after.AddRange(before[end..splice.Offset]);
            after.AddRange(splice.Added);
            end = splice.Offset + splice.Removed.Length;
        }

        after.AddRange(before[end..]);
        return [.. after];
    }

    /// <summary>Returns only the place: the bytes may be a secret.</summary>
    public override string ToString() => $"{Offset}: {Removed.Length} -> {Added.Length}";
}
