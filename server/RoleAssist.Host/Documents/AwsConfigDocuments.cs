using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Host.Documents;

/// <summary>The two AWS files, and other documents in their language.</summary>
internal sealed class AwsConfigDocuments(AwsFileUris files) : IDocumentService
{
    /// <summary>The name of the language, which editors send.</summary>
    public const string LanguageId = "aws-config";

    /// <summary>Each of the two files names what is in the other.</summary>
    public bool AreRelated => true;

    public bool IsPulled => ClientPulls();

    /// <summary>Gets or sets what finds the mistakes: it needs the other documents too.</summary>
    public Func<OpenDocument, CancellationToken, ValueTask<IReadOnlyList<Diagnostic>>>? Diagnoser { get; set; }

    /// <summary>Gets or sets the function that tells whether the client asks for diagnostics itself.</summary>
    public Func<bool> ClientPulls { get; set; } = () => false;

    public bool Serves(string languageId, string uri) => languageId == LanguageId || files.KindOf(uri) is not null;

    public ValueTask<IReadOnlyList<Diagnostic>> DiagnoseAsync(
        OpenDocument document,
        CancellationToken cancellationToken
    ) => Diagnoser?.Invoke(document, cancellationToken) ?? ValueTask.FromResult<IReadOnlyList<Diagnostic>>([]);
}
