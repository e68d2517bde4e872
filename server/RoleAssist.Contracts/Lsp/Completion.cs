namespace RoleAssist.Contracts.Lsp;

/// <param name="Label">The text in the list.</param>
/// <param name="Kind">The icon.</param>
/// <param name="TextEdit">What is inserted, and what it replaces.</param>
/// <param name="SortText">The order in the list.</param>
/// <param name="FilterText">What the typed text is compared with; the label if absent.</param>
/// <param name="Detail">A text beside the label.</param>
/// <param name="Documentation">What it is.</param>
/// <param name="InsertTextFormat">Whether the inserted text is a snippet.</param>
/// <param name="Tags">1 if it is deprecated.</param>
public sealed record CompletionItem(
    string Label,
    CompletionItemKind Kind,
    TextEdit TextEdit,
    string SortText,
    string? FilterText = null,
    string? Detail = null,
    string? Documentation = null,
    InsertTextFormat? InsertTextFormat = null,
    IReadOnlyList<int>? Tags = null
);

/// <summary>The members of LSP's enum that are sent; numbers on the wire.</summary>
public enum CompletionItemKind
{
    Module = 9,
    Property = 10,
    Value = 12,
    Keyword = 14,
    Snippet = 15,
    Reference = 18,
    EnumMember = 20,
}

/// <summary>A number on the wire.</summary>
public enum InsertTextFormat
{
    PlainText = 1,
    Snippet = 2,
}
