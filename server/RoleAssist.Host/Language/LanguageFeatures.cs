namespace RoleAssist.Host.Language;

/// <summary>The features that need more than the document. They are created with the first request for one.</summary>
internal sealed record LanguageFeatures(
    HoverHandler Hover,
    CodeLensHandler CodeLenses,
    DocumentDiagnoser Diagnoser,
    CodeActionsHandler CodeActions
);
