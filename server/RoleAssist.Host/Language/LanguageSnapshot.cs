using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Language;

/// <summary>What a request is about: the document and the two files as they were when it arrived.</summary>
/// <param name="Document">The document of the request.</param>
/// <param name="Files">Both files, the editor's text before the file's.</param>
/// <param name="IsOwn">Whether it is one of the user's two files, not another document in their language.</param>
/// <param name="Places">The URI of each document, with its version if the editor has it open.</param>
internal sealed record LanguageSnapshot(
    ConfigDocument Document,
    ConfigFileSet Files,
    bool IsOwn,
    IReadOnlyDictionary<ConfigDocument, EditedDocument> Places
)
{
    /// <summary>Gets the other file, if the editor has it open; otherwise null.</summary>
    public ConfigDocument? OtherOpen =>
        Places.FirstOrDefault(place => place.Key != Document && place.Value.Version is not null).Key;

    public string UriOf(ConfigDocument document) => Places[document].Uri;

    public int OffsetOf(TextPosition position) => Document.OffsetOf(position.Line, position.Character);

    public TextRange RangeOf(TextSpan span) => RangeOf(Document, span);

    public static TextRange RangeOf(ConfigDocument document, TextSpan span) =>
        new(PositionOf(document, span.Start), PositionOf(document, span.End));

    public static TextPosition PositionOf(ConfigDocument document, int offset)
    {
        var (line, character) = document.PositionOf(offset);
        return new TextPosition(line, character);
    }
}
