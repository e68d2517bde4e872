using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Mcp;

namespace RoleAssist.Host.Tests.Mcp;

public sealed class McpServerTests
{
    private const string Stateless = """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"new","version":"2"}}
        """;

    private readonly FakeTool _tool = new();
    private readonly List<string> _clients = [];

    [Theory]
    [InlineData("2024-11-05", "2024-11-05")]
    [InlineData("2025-03-26", "2025-03-26")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("2026-07-28", "2025-11-25")]
    [InlineData("1999-01-01", "2025-11-25")]
    public async Task Agrees_on_a_revision_with_a_session(string asked, string agreed)
    {
        var answers = await ServeAsync(
            $$$$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"{{{{asked}}}}","capabilities":{},"clientInfo":{"name":"old","version":"1"}}}""",
            """{"jsonrpc":"2.0","method":"notifications/initialized"}"""
        );

        var result = Assert.Single(answers).GetProperty("result");
        Assert.Equal(agreed, result.GetProperty("protocolVersion").GetString());
        Assert.Equal("roleassist", result.GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.False(result.TryGetProperty("resultType", out _));
        Assert.Equal(["old 1"], _clients);
    }

    [Fact]
    public async Task Serves_a_client_without_a_session()
    {
        var answers = await ServeAsync(
            $$$"""{"jsonrpc":"2.0","id":"a","method":"server/discover","params":{{{{Stateless}}}}}""",
            $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{{{{Stateless}}}}}""",
            $$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo","arguments":{"text":"hi"},{{{Stateless}}}}}"""
        );

        Assert.All(answers, answer => Assert.Equal("complete", ResultOf(answer).GetProperty("resultType").GetString()));
        Assert.Equal(
            "2026-07-28",
            ResultOf(answers.Find(Has("\"a\""))).GetProperty("supportedVersions")[0].GetString()
        );
        Assert.True(ResultOf(answers.Find(Has("2"))).GetProperty("ttlMs").GetInt32() > 0);
        Assert.Equal("hi", ResultOf(answers.Find(Has("3"))).GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("not json", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"ping"}""", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", -32600)]
    [InlineData("7", -32600)]
    [InlineData("""{"id":1,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}""", -32602)]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":["\ud800"]}}}""",
        -32602
    )]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"\udc00":1}}}""",
        -32602
    )]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/list"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"server/discover"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nothing"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", -32602)]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""",
        -32602
    )]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2027-01-01"}}}""",
        -32022
    )]
    public async Task Answers_a_broken_message_and_reads_on(string line, int code)
    {
        var answers = await ServeAsync(line, """{"jsonrpc":"2.0","id":99,"method":"ping"}""");

        Assert.Equal(2, answers.Count);
        var broken = answers.Find(answer => !Has("99")(answer));
        Assert.Equal(code, broken.GetProperty("error").GetProperty("code").GetInt32());
        Assert.True(answers.Exists(Has("99")));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":"?","method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"?"}}""")]
    public async Task Answers_bytes_that_are_no_text_and_reads_on(string line)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(line), (byte)'\n'];
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xC3;
        var answers = await ServeAsync([.. bytes, .. """{"jsonrpc":"2.0","id":99,"method":"ping"}"""u8]);

        Assert.Equal(-32700, answers[0].GetProperty("error").GetProperty("code").GetInt32());
        Assert.True(Has("99")(answers[1]));
    }

    [Fact]
    public async Task Skips_a_line_that_is_too_long()
    {
        var answers = await ServeAsync(
            new string('x', 5 * 1024 * 1024),
            """{"jsonrpc":"2.0","id":99,"method":"ping"}"""
        );

        Assert.Equal(-32600, answers[0].GetProperty("error").GetProperty("code").GetInt32());
        Assert.True(Has("99")(answers[1]));
    }

    [Fact]
    public async Task Ignores_responses_empty_lines_and_unknown_notifications()
    {
        var answers = await ServeAsync(
            "",
            """{"jsonrpc":"2.0","id":5,"result":{}}""",
            """{"jsonrpc":"2.0","method":"notifications/whatever"}""",
            """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":77}}""",
            "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"ping\"}\r"
        );

        Assert.True(Has("6")(Assert.Single(answers)));
    }

    [Fact]
    public async Task Tells_an_agent_why_a_tool_failed_and_nothing_of_a_defect()
    {
        _tool.Does = arguments =>
            arguments.Text("text") == "defect"
                ? throw new InvalidOperationException("internal detail")
                : throw new RoleAssistException(ErrorCode.InvalidArgument, "It is wrong.", "Do it right.");

        var answers = await ServeAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"x"}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"text":"defect"}}}""",
            """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo","arguments":{"txt":"x"}}}""",
            """{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"echo","arguments":[]}}"""
        );

        var failed = ResultOf(answers.Find(Has("1")));
        Assert.True(failed.GetProperty("isError").GetBoolean());
        Assert.Equal(
            "error InvalidArgument: It is wrong.\nhint: Do it right.",
            failed.GetProperty("content")[0].GetProperty("text").GetString()
        );
        Assert.Equal(-32603, answers.Find(Has("2")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.DoesNotContain("internal detail", answers.Find(Has("2")).GetRawText(), StringComparison.Ordinal);
        Assert.True(ResultOf(answers.Find(Has("3"))).GetProperty("isError").GetBoolean());
        Assert.True(ResultOf(answers.Find(Has("4"))).GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task Cancels_a_call_and_answers_it_with_nothing()
    {
        var (input, output) = (new Pipe(), new MemoryStream());
        var started = new TaskCompletionSource();
        var canceled = new TaskCompletionSource();
        _tool.DoesAsync = async stop =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                canceled.SetResult();
            }
        };
        var serving = CreateServer().RunAsync(input.Reader.AsStream(), output, CancellationToken.None);

        await WriteAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""");
        await started.Task;
        await WriteAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        await canceled.Task;
        await WriteAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""");
        await input.Writer.CompleteAsync();
        await serving;

        Assert.True(Has("2")(Assert.Single(Parse(output))));

        async Task WriteAsync(string line) => await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
    }

    [Fact]
    public async Task Ends_what_still_runs_when_the_client_has_gone()
    {
        var ended = new TaskCompletionSource();
        _tool.DoesAsync = async stop =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                ended.SetResult();
            }
        };

        var answers = await ServeAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""");

        Assert.Empty(answers);
        await ended.Task;
    }

    private static Predicate<JsonElement> Has(string id) =>
        answer => answer.TryGetProperty("id", out var found) && found.GetRawText() == id;

    private static JsonElement ResultOf(JsonElement answer) => answer.GetProperty("result");

    private McpServer CreateServer() => new([_tool], "Words.", _clients.Add, NullLogger<McpServer>.Instance);

    private Task<List<JsonElement>> ServeAsync(params string[] lines) =>
        ServeAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private async Task<List<JsonElement>> ServeAsync(byte[] sent)
    {
        var output = new MemoryStream();
        using var input = new MemoryStream(sent);
        await CreateServer().RunAsync(input, output, CancellationToken.None);
        return Parse(output);
    }

    private static List<JsonElement> Parse(MemoryStream output) =>
        [
            .. Encoding
                .UTF8.GetString(output.ToArray())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private sealed class FakeTool : ITool
    {
        public Func<ToolArguments, string>? Does { get; set; }

        public Func<CancellationToken, Task>? DoesAsync { get; set; }

        public string Name => "echo";

        public string Definition => """{"inputSchema":{"type":"object"}}""";

        public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
        {
            arguments.RequireOnly("text");
            if (DoesAsync is not null)
            {
                await DoesAsync(cancellationToken);
            }

            return new ToolResult(Does?.Invoke(arguments) ?? arguments.Text("text") ?? "", null);
        }
    }
}
