using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Hosts the endpoint with Kestrel on two listeners: a port on the loopback interface and a socket in this user's
/// runtime folder, on Windows a named pipe. It starts on first use and runs until the host stops.
/// </summary>
internal sealed partial class EndpointListener(
    EndpointHandler handler,
    ConnectionLimiter limiter,
    LocalSockets sockets,
    ILogger<EndpointListener> logger
) : IAsyncDisposable
{
    /// <summary>How long a host whose connection is closed may take to end: longer than it does.</summary>
    private const int TakeOverAttempts = 50;

    private static readonly TimeSpan TakeOverDelay = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private Task<Running>? _running;
    private int _preferredPort;
    private int _holds;
    private string? _preferredSocket;

    /// <summary>Whether the addresses of another host may still be taken over, so that nobody should start it unasked.</summary>
    public bool IsHeld => Volatile.Read(ref _holds) > 0;

    /// <summary>Keeps the endpoint from being started unasked, until addresses are taken over or not.</summary>
    public IDisposable Hold()
    {
        Interlocked.Increment(ref _holds);
        return new Held(this);
    }

    /// <summary>
    /// Prepares to listen at the addresses of a host that has ended, or is about to. Has no effect once the endpoint has
    /// started.
    /// </summary>
    public async Task TakeOverAsync(int? port, string? socket, CancellationToken cancellationToken)
    {
        var path = socket is null ? null : sockets.TakeOver(socket);
        for (var attempt = 0; path is not null && LocalSockets.AcceptsConnections(path); attempt++)
        {
            if (attempt == TakeOverAttempts)
            {
                // That host is still running, so its addresses stay its own.
                return;
            }

            await Task.Delay(TakeOverDelay, cancellationToken).ConfigureAwait(false);
        }

        if (path is not null)
        {
            LocalSockets.Remove(path);
        }

        (_preferredPort, _preferredSocket) = (port ?? 0, path);
    }

    /// <summary>Starts the endpoint if necessary and returns its port.</summary>
    public async Task<int> PortAsync(CancellationToken cancellationToken)
    {
        var running = await StartedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return running.Port;
    }

    /// <summary>Starts the endpoint if necessary and returns its socket's path; null if there is no socket.</summary>
    public async Task<string?> SocketAsync(CancellationToken cancellationToken)
    {
        var running = await StartedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return running.Socket;
    }

    public async ValueTask DisposeAsync()
    {
        Task<Running>? running;
        lock (_lock)
        {
            running = _running;
            _running = Task.FromException<Running>(new ObjectDisposedException(nameof(EndpointListener)));
        }

        if (running is null)
        {
            return;
        }

        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.IsCompletedSuccessfully)
        {
            await (await running.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task<Running> StartedAsync()
    {
        lock (_lock)
        {
            // Retry after a failure.
            return _running is null or { IsFaulted: true, Exception.InnerException: not ObjectDisposedException }
                ? _running = Task.Run(StartAsync)
                : _running;
        }
    }

    private async Task<Running> StartAsync()
    {
        if (_preferredPort > 0)
        {
            try
            {
                return await StartAsync(_preferredSocket, _preferredPort).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SocketException)
            {
                // Another program has taken the port: programs that know only that one lose their credentials.
                LogNotTakenOver(_preferredPort, fault.Message);
            }
        }

        foreach (var socket in _preferredSocket is { } preferred ? [preferred] : sockets.CandidatePaths())
        {
            try
            {
                return await StartAsync(socket, port: 0).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SocketException)
            {
                // Try the next folder: this one may be on a full disk or a file system without sockets.
                LogNoSocketAt(socket, fault.Message);
            }
        }

        LogNoSocket(sockets.Objections());
        return await StartAsync(socket: null, port: 0).ConfigureAwait(false);
    }

    private async Task<Running> StartAsync(string? socket, int port)
    {
        // By default, the builder looks for content in the current folder, which may have been deleted.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;

                // Requests of SDKs are a few hundred bytes long. One of an agent holds the command that a person reads.
                kestrel.Limits.MaxRequestBodySize = 0;
                kestrel.Limits.MaxRequestLineSize = AgentDesk.LongestRequest + 256;
                kestrel.Limits.MaxRequestHeadersTotalSize = 8 * 1024;
                kestrel.Limits.MaxRequestHeaderCount = 32;
                kestrel.Limits.MaxRequestBufferSize = 32 * 1024;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(15);
                kestrel.Listen(IPAddress.Loopback, port, listen => Configure(listen, EndpointTransport.Loopback));
                if (socket is not null && OperatingSystem.IsWindows())
                {
                    // For this user only, and the first of its name: the default of the transport.
                    kestrel.ListenNamedPipe(
                        LocalSockets.PipeOf(socket),
                        listen => Configure(listen, EndpointTransport.Local)
                    );
                }
                else if (socket is not null)
                {
                    kestrel.ListenUnixSocket(socket, listen => Configure(listen, EndpointTransport.Local));
                }
            });

        var app = builder.Build();
        app.Run(handler.HandleAsync);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
            if (socket is not null && OperatingSystem.IsWindows())
            {
                LocalSockets.Announce(socket);
            }

            return new Running(app, socket);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Configure(ListenOptions listen, EndpointTransport transport)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => ServeAsync(connection, transport, next));
    }

    private async Task ServeAsync(ConnectionContext context, EndpointTransport transport, ConnectionDelegate next)
    {
        var peer = transport == EndpointTransport.Local ? LocalPeer.Of(context) : null;
        if (transport == EndpointTransport.Local && peer is not { IsThisUser: true })
        {
            LogOtherUser(peer?.UserId, peer?.ProcessId);
            context.Abort();
            return;
        }

        var connection = new EndpointConnection(context, transport, peer)
        {
            // Now: a process that ends leaves its connection to others, and its ID to anybody.
            Requester = peer is null ? null : PeerRequesters.Find(peer),
        };
        context.Features.Set(connection);
        limiter.Add(connection);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            limiter.Remove(connection);
        }
    }

    private sealed class Held(EndpointListener listener) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref listener._holds);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The endpoint cannot listen at port {Port} of the previous host: {Reason}"
    )]
    private partial void LogNotTakenOver(int port, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cannot create a local socket at {Path}: {Reason}")]
    private partial void LogNoSocketAt(string path, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No local socket is available, so other roleassist processes cannot use these sessions. {Reasons}"
    )]
    private partial void LogNoSocket(string reasons);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A process of another user (uid {UserId}, process {ProcessId}) was refused at the local socket"
    )]
    private partial void LogOtherUser(uint? userId, int? processId);

    private sealed class Running(WebApplication app, string? socket) : IAsyncDisposable
    {
        public int Port { get; } =
            app
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Select(address => new Uri(address))
                .First(address => address.Host == "127.0.0.1")
                .Port;

        public string? Socket => socket;

        public async ValueTask DisposeAsync()
        {
            // Do not drain: requests in flight are aborted.
            await app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
            if (socket is not null)
            {
                LocalSockets.Remove(socket);
            }
        }
    }
}
