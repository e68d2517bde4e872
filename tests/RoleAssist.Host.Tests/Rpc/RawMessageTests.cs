using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nerdbank.Streams;
using RoleAssist.Host.Rpc;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>Malformed messages, and messages sent without waiting for answers, as scripts do.</summary>
public class RawMessageTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""";
    private const string Shutdown = """{"jsonrpc":"2.0","id":9,"method":"shutdown"}""";
    private const string Exit = """{"jsonrpc":"2.0","method":"exit"}""";

    [Fact]
    public async Task Accepts_messages_sent_all_at_once()
    {
        var (answers, exitCode) = await ConverseAsync(
            Initialize,
            """{"jsonrpc":"2.0","id":2,"method":"roleassist/sessions/list","params":{}}""",
            Shutdown,
            Exit
        );

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(answers, answer => answer.TryGetProperty("error", out _));
        Assert.Equal([1, 2, 9], answers.Where(answer => answer.TryGetProperty("result", out _)).Select(Id).Order());
    }

    [Fact]
    public async Task Answers_every_request_received_before_exit()
    {
        var requests = Enumerable
            .Range(10, 200)
            .Select(id => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"roleassist/sessions/list","params":{}}""");

        var (answers, _) = await ConverseAsync([Initialize, .. requests, Exit]);

        Assert.Equal(Enumerable.Range(10, 200), answers.Select(Id).OfType<int>().Where(id => id >= 10).Order());
    }

    [Fact]
    public async Task Exit_waits_for_an_answer_that_is_sent_slowly()
    {
        var (ours, theirs) = FullDuplexStream.CreatePair();
        using var output = new SlowStream();
        using var host = StdioServer.Build(
            new ServerStreams(theirs, output),
            LogLevel.None,
            services => services.AddRoleAssist()
        );
        await host.StartAsync();

        await SendAsync(ours, Encoding.UTF8, [Initialize, Shutdown, Exit]);
        await host.WaitForShutdownAsync().WaitAsync(TimeLimits.Hang);

        Assert.Equal([1, 9], Frames(Encoding.UTF8.GetString(output.ToArray())).Select(Id).OfType<int>());
    }

    [Fact]
    public async Task A_later_error_with_the_id_of_initialize_does_not_change_the_state()
    {
        var (answers, exitCode) = await ConverseAsync(
            Initialize,
            """{"jsonrpc":"2.0","id":1,"method":"no/such"}""",
            Shutdown,
            Exit
        );

        Assert.Equal(0, exitCode);
        Assert.True(answers.Single(answer => Id(answer) == 9).TryGetProperty("result", out _));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"no/such"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"roleassist/sessions/list","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"shutdown"}""")]
    public async Task Refuses_every_method_before_initialize(string request) =>
        Assert.Equal((2, -32002), await FirstErrorAsync(request));

    [Fact]
    public async Task Refuses_an_unknown_method_after_shutdown_like_any_other() =>
        Assert.Equal(
            (2, -32600),
            await FirstErrorAsync(Initialize, Shutdown, """{"jsonrpc":"2.0","id":2,"method":"no/such"}""")
        );

    [Fact]
    public async Task Initialize_can_be_retried_after_a_failure()
    {
        var (answers, exitCode) = await ConverseAsync(
            """{"jsonrpc":"2.0","id":2,"method":"initialize","params":"text"}""",
            Initialize,
            Shutdown,
            Exit
        );

        Assert.Equal(0, exitCode);
        Assert.Equal(-32602, ErrorCode(answers.Single(answer => Id(answer) == 2)));
        Assert.True(answers.Single(answer => Id(answer) == 1).TryGetProperty("result", out _));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"roleassist/sessions/list","params":"text"}""", 2, -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"roleassist/sessions/list","params":5}""", 2, -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":5}""", 2, -32600)]
    [InlineData("""{"jsonrpc":"2.0","method":5}""", null, -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"\ud800","params":{}}""", 2, -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":5}""", null, -32600)]
    [InlineData("""{"jsonrpc":2,"id":2,"method":"roleassist/sessions/list","params":{}}""", null, -32600)]
    [InlineData(
        """{"jsonrpc":"2.0","id":2,"method":"roleassist/sessions/list","params":{},"traceparent":5}""",
        null,
        -32600
    )]
    [InlineData("""{"jsonrpc":"2.0","id":2,"error":{"code":"x"}}""", null, -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":2,"error":{"code":1.5}}""", null, -32600)]
    [InlineData("""[]""", null, -32600)]
    [InlineData("""{nope""", null, -32700)]
    public async Task Answers_and_skips_a_malformed_message(string message, int? id, int code)
    {
        var (answers, exitCode) = await ConverseAsync(Initialize, message, Shutdown, Exit);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            code,
            ErrorCode(answers.Single(answer => answer.TryGetProperty("error", out _) && Id(answer) == id))
        );
    }

    [Fact]
    public async Task Answers_and_skips_a_message_that_is_not_UTF8()
    {
        var (answers, exitCode) = await ConverseAsync(
            Encoding.Latin1,
            Initialize,
            """{"jsonrpc":"2.0","id":2,"method":"é","params":{}}""",
            Shutdown,
            Exit
        );

        Assert.Equal(0, exitCode);
        Assert.Equal(-32600, ErrorCode(answers.Single(answer => answer.TryGetProperty("error", out _))));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":"text"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":55,"result":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":55,"error":{"code":1,"message":"no"}}""")]
    public async Task Skips_messages_that_expect_no_answer(string message)
    {
        var (answers, exitCode) = await ConverseAsync(Initialize, message, Shutdown, Exit);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(answers, answer => answer.TryGetProperty("error", out _));
    }

    private static async Task<(int? Id, int Code)> FirstErrorAsync(params string[] messages)
    {
        var (answers, _) = await ConverseAsync([.. messages, Exit]);
        var error = answers.First(answer => answer.TryGetProperty("error", out _));
        return (Id(error), ErrorCode(error));
    }

    private static Task<(IReadOnlyList<JsonElement> Answers, int ExitCode)> ConverseAsync(params string[] messages) =>
        ConverseAsync(Encoding.UTF8, messages);

    private static async Task<(IReadOnlyList<JsonElement> Answers, int ExitCode)> ConverseAsync(
        Encoding encoding,
        params string[] messages
    )
    {
        var (ours, theirs) = FullDuplexStream.CreatePair();
        using var host = StdioServer.Build(
            new ServerStreams(theirs, theirs),
            LogLevel.None,
            services => services.AddRoleAssist()
        );
        var service = host.Services.GetRequiredService<JsonRpcService>();
        await host.StartAsync();
        await SendAsync(ours, encoding, messages);
        await host.WaitForShutdownAsync().WaitAsync(TimeLimits.Hang);
        await theirs.DisposeAsync();
        using var reader = new StreamReader(ours);
        return (Frames(await reader.ReadToEndAsync()), service.ExitCode);
    }

    private static async Task SendAsync(Stream stream, Encoding encoding, string[] messages)
    {
        foreach (var message in messages)
        {
            await stream.WriteAsync(
                encoding.GetBytes($"Content-Length: {encoding.GetByteCount(message)}\r\n\r\n{message}")
            );
        }
    }

    /// <remarks>All answers here are ASCII, so lengths in bytes equal lengths in characters.</remarks>
    private static List<JsonElement> Frames(string text)
    {
        var frames = new List<JsonElement>();
        while (text.Length > 0)
        {
            var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            var length = int.Parse(
                text["Content-Length: ".Length..(body - 4)],
                System.Globalization.CultureInfo.InvariantCulture
            );
            frames.Add(JsonDocument.Parse(text.Substring(body, length)).RootElement);
            text = text[(body + length)..];
        }

        return frames;
    }

    private static int? Id(JsonElement answer) =>
        answer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt32() : null;

    private static int ErrorCode(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();

    /// <summary>A client that reads slowly.</summary>
    private sealed class SlowStream : MemoryStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await Task.Delay(100, cancellationToken);
            Write(buffer.Span);
        }
    }
}
