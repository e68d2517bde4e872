using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;

namespace RoleAssist.Host.Tests.Documents;

public class DocumentRegistryTests
{
    private const string Uri = "file:///a.json";

    private readonly DocumentRegistry _documents = new([new TrustPolicyDocuments()]);
    private readonly List<string> _changed = [];

    public DocumentRegistryTests() => _documents.Changed += document => _changed.Add(document.Uri);

    [Fact]
    public void Keeps_the_text_and_the_version_of_a_document_until_it_is_closed()
    {
        _documents.Open(new TextDocumentItem(Uri, "json", 1, "{}"));
        _documents.Change(
            new VersionedTextDocumentIdentifier(Uri, 3),
            [Insert(0, 1, "a"), Insert(0, 2, "b"), Insert(0, 1, "c")]
        );

        Assert.Equal(("{cab}", 3), (_documents.Find(Uri)!.Text, _documents.Find(Uri)!.Version));
        _documents.Close(Uri);
        Assert.Null(_documents.Find(Uri));
        Assert.Equal([Uri, Uri, Uri], _changed);
    }

    [Fact]
    public void Tells_which_document_was_changed_last()
    {
        _documents.Open(new TextDocumentItem(Uri, "json", 9, "{}"));
        _documents.Open(new TextDocumentItem("file:///b.json", "json", 1, "{}"));
        Assert.True(_documents.Find(Uri)!.Change < _documents.Find("file:///b.json")!.Change);

        _documents.Change(new VersionedTextDocumentIdentifier(Uri, 10), [Insert(0, 1, "a")]);
        Assert.True(_documents.Find(Uri)!.Change > _documents.Find("file:///b.json")!.Change);
    }

    [Fact]
    public void Keeps_no_document_that_no_service_serves()
    {
        _documents.Open(new TextDocumentItem("file:///a.md", "markdown", 1, "text"));
        _documents.Change(new VersionedTextDocumentIdentifier("file:///a.md", 2), [Insert(0, 0, "x")]);
        _documents.Close("file:///a.md");

        Assert.Empty(_changed);
    }

    [Fact]
    public void A_document_that_is_opened_again_in_another_language_is_closed()
    {
        _documents.Open(new TextDocumentItem(Uri, "json", 1, "{}"));
        _documents.Open(new TextDocumentItem(Uri, "plaintext", 1, "{}"));

        Assert.Null(_documents.Find(Uri));
        Assert.Equal([Uri, Uri], _changed);
    }

    [Fact]
    public void A_text_whose_change_cannot_be_read_is_unknown_until_it_is_sent_whole_again()
    {
        _documents.Open(new TextDocumentItem(Uri, "json", 1, "{}"));
        _documents.Change(new VersionedTextDocumentIdentifier(Uri, 2), null);
        Assert.Null(_documents.Find(Uri)!.Text);
        _documents.Change(new VersionedTextDocumentIdentifier(Uri, 3), [Insert(0, 0, " ")]);
        Assert.Null(_documents.Find(Uri)!.Text);
        _documents.Change(new VersionedTextDocumentIdentifier(Uri, 4), [new TextDocumentChange("[]")]);
        Assert.Equal(("[]", 4), (_documents.Find(Uri)!.Text, _documents.Find(Uri)!.Version));
    }

    [Fact]
    public void A_text_that_is_too_long_is_unknown_until_it_is_sent_whole_again()
    {
        _documents.Open(new TextDocumentItem(Uri, "json", 1, new string(' ', DocumentRegistry.MaxLength)));
        Assert.NotNull(_documents.Find(Uri)!.Text);

        _documents.Change(new VersionedTextDocumentIdentifier(Uri, 2), [Insert(0, 0, " ")]);
        Assert.Null(_documents.Find(Uri)!.Text);
        _documents.Change(new VersionedTextDocumentIdentifier(Uri, 3), [Insert(0, 0, " ")]);
        Assert.Null(_documents.Find(Uri)!.Text);
        _documents.Change(
            new VersionedTextDocumentIdentifier(Uri, 4),
            [new TextDocumentChange("{}"), Insert(0, 1, "x")]
        );

        Assert.Equal("{x}", _documents.Find(Uri)!.Text);
    }

    private static TextDocumentChange Insert(int line, int character, string text) =>
        new(text, new TextRange(new TextPosition(line, character), new TextPosition(line, character)));
}
