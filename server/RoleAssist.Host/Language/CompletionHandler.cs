using System.Globalization;
using RoleAssist.Aws.Language;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Language;

/// <summary>Writes completions as LSP does.</summary>
internal static class CompletionHandler
{
    /// <summary>LSP's <c>CompletionItemTag.Deprecated</c>.</summary>
    private const int DeprecatedTag = 1;

    /// <param name="withSnippets">Whether the client can insert snippets.</param>
    public static IReadOnlyList<CompletionItem> Complete(
        LanguageSnapshot snapshot,
        TextPosition position,
        bool withSnippets
    ) =>
        [
            .. ConfigCompleter
                .At(snapshot.Files, snapshot.Document, snapshot.OffsetOf(position), withSnippets)
                .Select((item, index) => ToWire(snapshot, item, index)),
        ];

    private static CompletionItem ToWire(LanguageSnapshot snapshot, ConfigCompletion item, int index) =>
        new(
            DisplayText.Line(item.Label),
            KindOf(item.Kind),
            new TextEdit(snapshot.RangeOf(item.Replaced), item.NewText),
            string.Create(CultureInfo.InvariantCulture, $"{item.Rank}{index:D5}"),
            item.Filter,
            item.Detail,
            item.Documentation,
            item.IsSnippet ? InsertTextFormat.Snippet : null,
            item.IsDeprecated ? [DeprecatedTag] : null
        );

    private static CompletionItemKind KindOf(ConfigCompletionKind kind) =>
        kind switch
        {
            ConfigCompletionKind.HeaderWord => CompletionItemKind.Keyword,
            ConfigCompletionKind.Setting => CompletionItemKind.Property,
            ConfigCompletionKind.Block => CompletionItemKind.Module,
            ConfigCompletionKind.EnumValue => CompletionItemKind.EnumMember,
            ConfigCompletionKind.Name => CompletionItemKind.Reference,
            ConfigCompletionKind.Snippet => CompletionItemKind.Snippet,
            _ => CompletionItemKind.Value,
        };
}
