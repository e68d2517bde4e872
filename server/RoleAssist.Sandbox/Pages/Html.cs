using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace RoleAssist.Sandbox.Pages;

/// <summary>A piece of HTML. Whatever is put into it is encoded, unless it is HTML itself.</summary>
internal sealed record Html(string Text)
{
    public static Html Empty { get; } = new("");

    /// <summary>Creates HTML from an interpolated string, whose holes are encoded.</summary>
    public static Html Of(HtmlText text) => new(text.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));
}

/// <summary>Encodes the holes of an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlText
{
    private readonly StringBuilder _text;

    public HtmlText(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + formattedCount);

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(string? text) => _text.Append(HtmlEncoder.Default.Encode(text ?? ""));

    public void AppendFormatted(Html html) => _text.Append(html.Text);

    public override string ToString() => _text.ToString();
}
