using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Documents;

/// <summary>The two AWS files, and other documents in their language.</summary>
internal sealed class AwsConfigDocuments(AwsFileUris files) : IDocumentService
{
    /// <summary>The name of the language, which editors send.</summary>
    public const string LanguageId = "aws-config";

    public bool Serves(string languageId, string uri) => languageId == LanguageId || files.KindOf(uri) is not null;

    public IReadOnlyList<Diagnostic> Diagnose(OpenDocument document, CancellationToken cancellationToken) => [];
}
