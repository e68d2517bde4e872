using RoleAssist.Aws.Language;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Language;

/// <summary>Definition, references and highlights of names.</summary>
internal static class NavigationHandler
{
    /// <param name="withLinks">Whether the client understands LSP's <c>LocationLink</c>.</param>
    public static IReadOnlyList<DefinitionLink>? FindDefinition(
        LanguageSnapshot snapshot,
        TextPosition position,
        bool withLinks
    ) =>
        NameLookup.At(snapshot.Document, snapshot.OffsetOf(position)) is not { } name
            ? null
            :
            [
                .. NameLookup
                    .DefinitionsOf(snapshot.Files, name)
                    .Select(found =>
                        withLinks
                            ? new DefinitionLink(
                                snapshot.UriOf(found.Document),
                                LanguageSnapshot.RangeOf(found.Document, found.Use.Around),
                                LanguageSnapshot.RangeOf(found.Document, found.Use.Span),
                                snapshot.RangeOf(name.Span)
                            )
                            : new DefinitionLink(
                                Uri: snapshot.UriOf(found.Document),
                                Range: LanguageSnapshot.RangeOf(found.Document, found.Use.Span)
                            )
                    ),
            ];

    public static IReadOnlyList<TextLocation>? FindReferences(
        LanguageSnapshot snapshot,
        TextPosition position,
        bool withDefinitions
    ) =>
        NameLookup.At(snapshot.Document, snapshot.OffsetOf(position)) is not { } name
            ? null
            :
            [
                .. NameLookup
                    .ReferencesOf(snapshot.Files, name, withDefinitions)
                    .Select(found => new TextLocation(
                        snapshot.UriOf(found.Document),
                        LanguageSnapshot.RangeOf(found.Document, found.Use.Span)
                    )),
            ];

    public static IReadOnlyList<DocumentHighlight>? Highlight(LanguageSnapshot snapshot, TextPosition position) =>
        NameLookup.At(snapshot.Document, snapshot.OffsetOf(position)) is not { } name
            ? null
            :
            [
                .. NameLookup
                    .In(snapshot.Document, name)
                    .Select(use => new DocumentHighlight(
                        snapshot.RangeOf(use.Span),
                        use.IsDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read
                    )),
            ];
}
