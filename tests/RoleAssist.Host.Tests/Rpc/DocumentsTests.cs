using System.Text.Json.Nodes;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>Documents over the wire.</summary>
public class DocumentsTests
{
    private const string Uri = "file:///trust.json";

    private const string Policy = """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Principal": { "AWS": "arn:aws:iam::111122223333:role/😀" },
            "Action": "sts:AssumeRol"
          }
        }
        """;

    [Fact]
    public async Task Diagnostics_follow_the_changes_of_a_document_until_it_is_closed()
    {
        await using var host = await ServedHost.StartAsync(services => services.AddRoleAssist());
        host.LanguageServer.DidOpen(new(new TextDocumentItem(Uri, "json", 1, Policy)));
        var opened = await NextAsync(host);
        Assert.Equal((Uri, 1), (opened.Uri, opened.Version));
        Assert.Contains(opened.Diagnostics, diagnostic => diagnostic.Code == "UnknownAction");

        var end = new TextPosition(5, 28);
        host.LanguageServer.DidChange(new(new(Uri, 2), [new TextDocumentChange("e", new TextRange(end, end))]));
        var mended = await NextAsync(host);
        Assert.Equal(2, mended.Version);
        Assert.DoesNotContain(mended.Diagnostics, diagnostic => diagnostic.Code == "UnknownAction");

        host.LanguageServer.DidClose(new(new TextDocumentIdentifier(Uri)));
        Assert.Empty((await NextAsync(host)).Diagnostics);
    }

    /// <summary>With members that other editors send and the host does not read.</summary>
    [Fact]
    public async Task Reads_and_writes_what_LSP_says()
    {
        await using var host = await RawHost.StartAsync();
        await host.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}"""
        );
        var initialized = await host.ReadAsync();
        var capabilities = initialized["result"]!["capabilities"]!;
        Assert.Equal("utf-16", (string?)capabilities["positionEncoding"]);
        Assert.Equal("""{"openClose":true,"change":2}""", capabilities["textDocumentSync"]!.ToJsonString());
        Assert.Null(capabilities["codeLensProvider"]);
        Assert.Null(capabilities["documentSymbolProvider"]);
        var open = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["method"] = "textDocument/didOpen",
            ["params"] = new JsonObject
            {
                ["workDoneToken"] = 1,
                ["textDocument"] = new JsonObject
                {
                    ["uri"] = Uri,
                    ["languageId"] = "json",
                    ["version"] = 7,
                    ["text"] = """{"Statement":{"Principal":{"AWS":"1"},"Action":"sts:X"}}""",
                    ["icon"] = "x",
                },
            },
        };
        await host.SendAsync(open.ToJsonString());
        await host.SendAsync(
            $$$"""
            {"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"{{{Uri}}}","version":8},
            "contentChanges":[{"range":{"start":{"line":0,"character":48},"end":{"line":0,"character":53}},"rangeLength":5,
            "text":"sts:Y"}]}}
            """
        );

        JsonObject published;
        do
        {
            published = await host.ReadAsync();
        } while (
            (string?)published["method"] != "textDocument/publishDiagnostics"
            || (int?)published["params"]!["version"] != 8
        );

        var action = published["params"]!["diagnostics"]!
            .AsArray()
            .Single(diagnostic => (string?)diagnostic!["code"] == "UnknownAction")!;
        Assert.Equal(1, (int)action["severity"]!);
        Assert.Equal(
            """{"start":{"line":0,"character":47},"end":{"line":0,"character":54}}""",
            action["range"]!.ToJsonString()
        );
    }

    /// <summary>JavaScript's JSON.stringify writes half a surrogate pair as an escape, which .NET refuses.</summary>
    [Theory]
    [InlineData("""[{"text":"\ud83d"}]""", 1, true)]
    [InlineData("""[{"text":"\\\ud83d\ude00\udc00"}]""", 4, true)]
    [InlineData("""[{"text":1}]""", 0, false)]
    [InlineData("""[{"range":{},"text":""}]""", 0, false)]
    [InlineData("null", 0, false)]
    [InlineData("null", null, true)]
    public async Task No_change_is_made_in_a_text_that_the_editor_does_not_show(
        string first,
        int? replaced,
        bool isKnown
    )
    {
        const string Text = """{\"Statement\":{\"Principal\":{\"AWS\":\"1\"},\"Action\":\"sts:X\"}}""";
        var range = replaced is null
            ? ""
            : $$$$"""
                "range":{"start":{"line":0,"character":0},"end":{"line":0,"character":{{{{replaced}}}}}},
                """;
        var second = replaced == 0 ? " " : Text;
        await using var host = await RawHost.StartAsync();
        await host.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}"""
        );
        await host.ReadAsync();
        await SendAsync(
            "Open",
            $$$$"""{"uri":"{{{{Uri}}}}","languageId":"json","version":1,"text":"{{{{Text}}}}\udc00"}""",
            ""
        );
        await SendAsync(
            "Change",
            $$$$"""{"uri":"{{{{Uri}}}}","version":2}""",
            $$$$""","contentChanges":{{{{first}}}}"""
        );
        await SendAsync(
            "Change",
            $$$$"""{"uri":"{{{{Uri}}}}","version":3}""",
            $$$$""","contentChanges":[{{{{{range}}}}"text":"{{{{second}}}}"}]"""
        );

        JsonObject published;
        do
        {
            published = await host.ReadAsync();
        } while ((int?)published["params"]?["version"] != 3);

        Assert.Equal(isKnown, published["params"]!["diagnostics"]!.AsArray().Count > 0);

        Task SendAsync(string what, string document, string more) =>
            host.SendAsync(
                $$$$"""{"jsonrpc":"2.0","method":"textDocument/did{{{{what}}}}","params":{"textDocument":{{{{document}}}}{{{{more}}}}}}"""
            );
    }

    private static async Task<PublishDiagnosticsParams> NextAsync(ServedHost host) =>
        await host.Diagnostics.Reader.ReadAsync().AsTask().WaitAsync(TimeLimits.Hang);
}
