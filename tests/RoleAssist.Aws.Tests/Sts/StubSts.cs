using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RoleAssist.Aws.Tests.Http;

namespace RoleAssist.Aws.Tests.Sts;

/// <summary>A server that returns raw responses in order and repeats the last one.</summary>
internal sealed class StubSts : IDisposable
{
    /// <summary>Never answers.</summary>
    public const string? Silence = null;

    private readonly LoopbackListener _listener;
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly IReadOnlyList<string?> _answers;
    private int _connections;

    public StubSts(params IReadOnlyList<string?> answers)
    {
        _answers = answers;
        _listener = new LoopbackListener(ServeAsync);
    }

    /// <summary>The TLS certificate for <c>localhost</c>; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    public int Port => _listener.Port;

    public string Url => Certificate is null ? $"http://127.0.0.1:{Port}" : $"https://localhost:{Port}";

    public int Requests => _requests.Count;

    /// <summary>The received requests, headers and body.</summary>
    public IEnumerable<string> Received => _requests;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Completes when the client has closed its connection.</summary>
    public Task HungUp => _hungUp.Task;

    /// <summary>Creates an HTTP response with an XML body.</summary>
    public static string Xml(int status, string body, string headers = "Connection: close\r\n") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: text/xml\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    /// <summary>Creates a response to AssumeRole.</summary>
    public static string Role(
        string accessKeyId = "ASIA",
        string expiration = "2026-07-01T10:00:00Z",
        string headers = "Connection: close\r\n",
        string arn = "arn:aws:sts::123456789012:assumed-role/dev/me"
    ) =>
        Xml(
            200,
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><Arn>{arn}</Arn><AssumedRoleId>AROA:me</AssumedRoleId></AssumedRoleUser>
            <Credentials><AccessKeyId>{accessKeyId}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>{expiration}</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>
            """,
            headers
        );

    public static string Error(int status, string code, string message) =>
        Xml(
            status,
            $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>1</RequestId></ErrorResponse>"
        );

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var stream = await OpenAsync(client);
            Interlocked.Increment(ref _connections);
            while (await ReadAsync(stream) is { } request)
            {
                _requests.Enqueue(request);
                if (_answers[Math.Min(_requests.Count, _answers.Count) - 1] is { } answer)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                    if (answer.Contains("Connection: close", StringComparison.Ordinal))
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception broken) when (broken is IOException or AuthenticationException) { }

        _hungUp.TrySetResult();
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (Certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(Certificate);
        return stream;
    }

    /// <summary>
    /// Reads the next request; null at the end of the connection. Every STS request has an action in its body.
    /// </summary>
    private static async Task<string?> ReadAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        var request = "";
        while (!request.Contains("Action=", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                return null;
            }

            request += Encoding.UTF8.GetString(buffer, 0, read);
        }

        return request;
    }
}
