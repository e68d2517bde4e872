using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Mcp;

/// <summary>
/// A server of the Model Context Protocol over two streams, for the few methods that tools need
/// (https://modelcontextprotocol.io/specification). It serves clients of all revisions at once, keeps nothing between
/// requests, and sends neither requests nor notifications.
/// </summary>
internal sealed partial class McpServer(
    IReadOnlyList<ITool> tools,
    string instructions,
    Action<string> greet,
    ILogger<McpServer> logger
)
{
    /// <summary>In bytes; more than any call needs.</summary>
    private const int LongestMessage = 4 * 1024 * 1024;

    /// <summary>More requests at a time than any client sends.</summary>
    private const int MostRequests = 1_000;

    /// <summary>In milliseconds. The tools never change while a server runs; another one may have others.</summary>
    private const int TimeToLive = 300_000;

    /// <summary>How long requests have to end after the client has closed the connection.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _tasks = new();

    /// <summary>Serves until the client closes the connection, or the server is canceled.</summary>
    public async Task RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var writer = new MessageWriter(output);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reader = new LineReader(input, LongestMessage);
        try
        {
            // A read of stdin cannot be canceled, so it is abandoned.
            while (
                await reader
                    .ReadAsync(CancellationToken.None)
                    .AsTask()
                    .WaitAsync(cancellationToken)
                    .ConfigureAwait(false)
                    is { } next
            )
            {
                await AcceptAsync(next, writer, ending.Token).ConfigureAwait(false);
            }

            await Task.WhenAny(Task.WhenAll(_tasks.Keys), Task.Delay(Patience, cancellationToken))
                .ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_tasks.Keys).ConfigureAwait(false);
        }
    }

    private async Task AcceptAsync(
        (ReadOnlyMemory<byte> Line, bool IsTooLong) next,
        MessageWriter writer,
        CancellationToken cancellationToken
    )
    {
        McpRequest? request;
        try
        {
            if (next.IsTooLong)
            {
                throw new McpException(
                    McpException.InvalidRequest,
                    $"A message is longer than {LongestMessage} bytes."
                );
            }

            request = next.Line.Length == 0 ? null : McpRequest.Parse(next.Line);
        }
        catch (Exception fault) when (fault is JsonException or McpException or InvalidOperationException)
        {
            // Text that is no UTF-16 is found when it is read, and is no fault of the parser.
            await writer
                .ErrorAsync(
                    id: null,
                    fault as McpException ?? new McpException(McpException.ParseError, "A line is not JSON.")
                )
                .ConfigureAwait(false);
            return;
        }

        if (request is { Id: null })
        {
            Notify(request);
        }
        else if (request is not null)
        {
            Start(request, writer, cancellationToken);
        }
    }

    private void Notify(McpRequest notification)
    {
        if (
            notification.Method == "notifications/cancelled"
            && notification.Param("requestId")?.GetRawText() is { } id
            && _running.TryGetValue(id, out var call)
        )
        {
            call.Cancel();
        }
    }

    private void Start(McpRequest request, MessageWriter writer, CancellationToken cancellationToken)
    {
        var call = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var refusal =
            _running.Count >= MostRequests ? "Too many requests at a time."
            : !_running.TryAdd(request.Key!, call) ? "A request with this ID is still running."
            : null;

        // Off the reader, which must go on to read cancellations.
        var task = Task.Run(
            async () =>
            {
                try
                {
                    await (
                        refusal is null
                            ? AnswerAsync(request, writer, call.Token)
                            : writer.ErrorAsync(request.Id, new McpException(McpException.InvalidRequest, refusal))
                    ).ConfigureAwait(false);
                }
                finally
                {
                    if (refusal is null)
                    {
                        _running.TryRemove(request.Key!, out _);
                    }

                    call.Dispose();
                }
            },
            CancellationToken.None
        );
        _tasks.TryAdd(task, true);
        _ = task.ContinueWith(ended => _tasks.TryRemove(ended, out _), TaskScheduler.Default);
    }

    private async Task AnswerAsync(McpRequest request, MessageWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            request.Require();
            Greet(request);
            var write = await CallAsync(request, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            await writer
                .ResultAsync(
                    request.Id!.Value,
                    json =>
                    {
                        if (request.IsStateless)
                        {
                            json.WriteString("resultType", "complete");
                            json.WriteStartObject("_meta");
                            WriteServer(json, "io.modelcontextprotocol/serverInfo");
                            json.WriteEndObject();
                        }

                        write(json);
                    }
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A request that was canceled gets no answer.
        }
        catch (McpException fault)
        {
            await writer.ErrorAsync(request.Id, fault).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            LogUnexpected(fault, request.Method);
            await writer
                .ErrorAsync(request.Id, new McpException(McpException.InternalError, "RoleAssist failed unexpectedly."))
                .ConfigureAwait(false);
        }
    }

    private void Greet(McpRequest request)
    {
        if (request.Client is ({ Length: > 0 } name, var version))
        {
            greet(DisplayText.FromServer(version is null ? name : $"{name} {version}"));
        }
    }

    private async Task<Action<Utf8JsonWriter>> CallAsync(McpRequest request, CancellationToken cancellationToken) =>
        request.Method switch
        {
            "initialize" => json =>
            {
                json.WriteString("protocolVersion", Revisions.Agree(McpRequest.Text(request.Param("protocolVersion"))));
                WriteCapabilities(json);
                WriteServer(json, "serverInfo");
                json.WriteString("instructions", instructions);
            },
            "server/discover" when request.IsStateless => json =>
            {
                MessageWriter.WriteTexts(json, "supportedVersions", Revisions.Stateless);
                WriteCapabilities(json);
                json.WriteString("instructions", instructions);
                WriteLifetime(json);
            },
            "ping" => _ => { },
            "tools/list" => json =>
            {
                WriteTools(json);
                if (request.IsStateless)
                {
                    WriteLifetime(json);
                }
            },
            "tools/call" => await CallToolAsync(request, cancellationToken).ConfigureAwait(false),
            _ => throw new McpException(McpException.MethodNotFound, "Method not found"),
        };

    private async Task<Action<Utf8JsonWriter>> CallToolAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var name = McpRequest.Text(request.Param("name"));
        var tool =
            tools.FirstOrDefault(tool => tool.Name == name)
            ?? throw new McpException(
                McpException.InvalidParams,
                name is null ? "The name of the tool is missing." : $"Unknown tool: {DisplayText.FromServer(name)}"
            );
        ToolResult result;
        try
        {
            result = await tool.CallAsync(new ToolArguments(request.Param("arguments")), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RoleAssistException fault)
        {
            result = new ToolResult(TextOf(fault), null, IsError: true);
        }

        return json =>
        {
            json.WriteStartArray("content");
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", result.Text);
            json.WriteEndObject();
            json.WriteEndArray();
            if (result.Content is { } content)
            {
                json.WritePropertyName("structuredContent");
                content.WriteTo(json);
            }

            json.WriteBoolean("isError", result.IsError);
        };
    }

    /// <summary>Returns the text of an error, as the command line prints it.</summary>
    private static string TextOf(RoleAssistException fault) =>
        $"error {fault.Code}: {DisplayText.Sentence(fault.Message)}"
        + (fault.Hint is { } hint ? $"\nhint: {DisplayText.Sentence(hint)}" : "");

    private void WriteTools(Utf8JsonWriter json)
    {
        json.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            using var definition = JsonDocument.Parse(tool.Definition);
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            foreach (var member in definition.RootElement.EnumerateObject())
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCapabilities(Utf8JsonWriter json)
    {
        json.WriteStartObject("capabilities");
        json.WriteStartObject("tools");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteServer(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("name", ProductInfo.Name);
        json.WriteString("title", "RoleAssist");
        json.WriteString("version", ProductInfo.Version);
        json.WriteEndObject();
    }

    private static void WriteLifetime(Utf8JsonWriter json)
    {
        json.WriteNumber("ttlMs", TimeToLive);
        json.WriteString("cacheScope", "private");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request for {Method} failed unexpectedly")]
    private partial void LogUnexpected(Exception fault, string method);
}
