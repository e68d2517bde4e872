using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoleAssist.Aws.Tests.Sts;

/// <summary>A server that gives every request the same raw answer; null: none at all.</summary>
internal sealed class StubSts : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    public StubSts(string? answer)
    {
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync(answer);
    }

    public string Url { get; }

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Completes when the client has closed its connection.</summary>
    public Task HungUp => _hungUp.Task;

    /// <summary>An HTTP answer with a body of XML.</summary>
    public static string Xml(int status, string body) =>
        $"HTTP/1.1 {status} X\r\nContent-Type: text/xml\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public static string Error(int status, string code, string message) => Xml(
        status,
        $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>1</RequestId></ErrorResponse>");

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(string? answer)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(), answer);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client, string? answer)
    {
        using var connection = client;
        var stream = client.GetStream();
        var buffer = new byte[16 * 1024];
        var request = "";
        do
        {
            request += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }
        while (!request.Contains("Action=", StringComparison.Ordinal));

        Interlocked.Increment(ref _requests);
        if (answer is null)
        {
            try
            {
                while (await stream.ReadAsync(buffer) > 0)
                {
                }
            }
            catch (IOException)
            {
            }

            _hungUp.TrySetResult();
            return;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
    }
}
