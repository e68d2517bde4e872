using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Tests.Language;

/// <summary>A text in which <c>|</c> is the caret.</summary>
internal sealed record Caret(ConfigDocument Document, int Offset)
{
    public static Caret In(string text, SharedConfigFileKind kind = SharedConfigFileKind.Config)
    {
        var offset = text.IndexOf('|', StringComparison.Ordinal);
        return new Caret(ConfigDocument.Parse(text.Remove(offset, 1), kind), offset);
    }

    public string TextOf(TextSpan span) => Document.Text.Substring(span.Start, span.Length);
}
