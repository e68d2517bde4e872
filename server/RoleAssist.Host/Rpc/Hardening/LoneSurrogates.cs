using System.Buffers;
using System.Buffers.Text;

namespace RoleAssist.Host.Rpc.Hardening;

/// <summary>
/// Reads halves of surrogate pairs in JSON as U+FFFD. JavaScript's strings may contain them, and <c>JSON.stringify</c> writes
/// them as escapes (https://tc39.es/ecma262/#sec-quotejsonstring), which .NET refuses. In a text that an editor sends, they
/// are a character like any other: it takes one code unit, so that positions stay right.
/// </summary>
internal static class LoneSurrogates
{
    /// <summary>The length of an escape such as <c>\ud83d</c>.</summary>
    private const int Length = 6;

    private static ReadOnlySpan<byte> Replacement => "\\uFFFD"u8;

    /// <summary>Returns the JSON itself if it has none.</summary>
    public static ReadOnlySequence<byte> Replace(ReadOnlySequence<byte> json)
    {
        if (json.IsSingleSegment && json.FirstSpan.IndexOf("\\u"u8) < 0)
        {
            return json;
        }

        var bytes = json.ToArray();
        Replace(bytes);
        return new ReadOnlySequence<byte>(bytes);
    }

    private static void Replace(Span<byte> json)
    {
        // Outside of strings, JSON has no backslash.
        while (json.IndexOf((byte)'\\') is >= 0 and var at)
        {
            json = json[at..];
            var code = CodeOf(json);
            if (code is null)
            {
                json = json[Math.Min(2, json.Length)..];
                continue;
            }

            var isPair =
                char.IsHighSurrogate(code.Value) && CodeOf(json[Length..]) is { } next && char.IsLowSurrogate(next);
            if (char.IsSurrogate(code.Value) && !isPair)
            {
                Replacement.CopyTo(json);
            }

            json = json[(isPair ? 2 * Length : Length)..];
        }
    }

    /// <summary>Returns the code unit that an escape at the start stands for; null if there is none.</summary>
    private static char? CodeOf(ReadOnlySpan<byte> json) =>
        json.Length >= Length
        && json.StartsWith("\\u"u8)
        && Utf8Parser.TryParse(json[2..Length], out ushort code, out var read, 'x')
        && read == Length - 2
            ? (char)code
            : null;
}
