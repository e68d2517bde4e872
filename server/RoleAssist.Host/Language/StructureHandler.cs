using RoleAssist.Aws.Language;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Language;

/// <summary>Outline, folding and links: what a document is made of.</summary>
internal static class StructureHandler
{
    public static IReadOnlyList<DocumentSymbol> ListSymbols(LanguageSnapshot snapshot) =>
        [.. ConfigSymbols.In(snapshot.Document).Select(symbol => ToWire(snapshot, symbol))];

    public static IReadOnlyList<FoldingRange> ListFoldingRanges(LanguageSnapshot snapshot) =>
        [
            .. ConfigFolding
                .In(snapshot.Document)
                .Select(lines => new FoldingRange(lines.First, lines.Last, lines.IsComment ? "comment" : "region")),
        ];

    public static IReadOnlyList<DocumentLink> ListLinks(LanguageSnapshot snapshot) =>
        [
            .. ConfigLinks
                .In(snapshot.Document)
                .Select(link => new DocumentLink(snapshot.RangeOf(link.Span), link.Target.AbsoluteUri)),
        ];

    private static DocumentSymbol ToWire(LanguageSnapshot snapshot, ConfigSymbol symbol) =>
        new(
            symbol.Name,
            symbol.IsSection ? DocumentSymbolKind.Namespace : DocumentSymbolKind.Property,
            snapshot.RangeOf(symbol.Span),
            snapshot.RangeOf(symbol.NameSpan),
            symbol.Detail,
            symbol.Children.Count == 0 ? null : [.. symbol.Children.Select(child => ToWire(snapshot, child))]
        );
}
