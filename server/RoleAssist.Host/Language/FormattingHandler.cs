using RoleAssist.Aws.Language;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Language;

/// <summary>Formats a document, and says numbers in words.</summary>
internal static class FormattingHandler
{
    public static IReadOnlyList<TextEdit> Format(LanguageSnapshot snapshot) =>
        [
            .. ConfigFormatter
                .Format(snapshot.Document)
                .Select(change => new TextEdit(snapshot.RangeOf(change.Span), change.NewText)),
        ];

    public static IReadOnlyList<InlayHint> ListInlayHints(LanguageSnapshot snapshot, TextRange range) =>
        [
            .. ConfigHints
                .In(snapshot.Document, snapshot.OffsetOf(range.Start), snapshot.OffsetOf(range.End))
                .Select(hint => new InlayHint(
                    LanguageSnapshot.PositionOf(snapshot.Document, hint.Offset),
                    hint.Label,
                    PaddingLeft: true
                )),
        ];
}
