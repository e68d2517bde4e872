using RoleAssist.Aws.SharedConfig;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;
using RoleAssist.Host.Language;

namespace RoleAssist.Host.Tests.Language;

/// <summary>Which text counts when a file is open by several names.</summary>
public sealed class LanguageDocumentsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly DocumentRegistry _registry;
    private readonly LanguageDocuments _documents;

    public LanguageDocumentsTests()
    {
        var uris = new AwsFileUris(new SharedConfigFiles(PathOf("config"), PathOf("credentials")));
        _registry = new DocumentRegistry([new AwsConfigDocuments(uris)]);
        _documents = new LanguageDocuments(_registry, uris);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_text_that_was_changed_last_counts()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await File.WriteAllTextAsync(PathOf("config"), "[profile saved]\n");
        File.CreateSymbolicLink(PathOf("link"), PathOf("config"));
        var link = Open("link", "[profile link]\n");
        Assert.Equal("[profile link]\n", _documents.TextOf(SharedConfigFileKind.Config));

        var real = Open("config", "[profile real]\n");
        Assert.Equal("[profile real]\n", _documents.TextOf(SharedConfigFileKind.Config));
        var credentials = _registry.Find(Open("credentials", "[x]\n"))!;
        Assert.Equal("[profile real]\n", (await _documents.TakeAsync(credentials, default)).Files.Config!.Text);

        _registry.Change(new(link, 2), [new TextDocumentChange("[profile link2]\n")]);
        Assert.Equal("[profile link2]\n", _documents.TextOf(SharedConfigFileKind.Config));
        Assert.Equal("[profile link2]\n", (await _documents.TakeAsync(credentials, default)).Files.Config!.Text);

        _registry.Close(link);
        Assert.Equal("[profile real]\n", _documents.TextOf(SharedConfigFileKind.Config));
        _registry.Close(real);
        Assert.Null(_documents.TextOf(SharedConfigFileKind.Config));
    }

    private string Open(string name, string text)
    {
        var uri = new Uri(PathOf(name)).AbsoluteUri;
        _registry.Open(new TextDocumentItem(uri, AwsConfigDocuments.LanguageId, 1, text));
        return uri;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
