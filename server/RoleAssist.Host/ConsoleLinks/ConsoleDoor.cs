using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.ConsoleLinks;

/// <summary>
/// The port on the loopback interface where browsers present tickets. It is apart from the credential endpoint, which
/// refuses browsers, and is closed while no ticket is good for anything.
/// </summary>
internal sealed partial class ConsoleDoor(
    ConsoleTickets tickets,
    TicketHandler handler,
    TimeProvider time,
    ILogger<ConsoleDoor> logger
) : IAsyncDisposable
{
    private const int MaxConnections = 64;

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(1);
    private WebApplication? _running;
    private ITimer? _closing;
    private bool _isDisposed;

    /// <summary>The port; null while it is closed.</summary>
    internal int? Port { get; private set; }

    /// <summary>Issues a ticket and listens for it.</summary>
    /// <param name="signIn">Gets the address that signs the browser in, when the ticket is used.</param>
    /// <param name="cancellationToken">Cancels the wait for another ticket.</param>
    /// <returns>The ticket and its address, which a browser is to open unchanged.</returns>
    public async Task<(ConsoleTicket Ticket, Uri Address)> IssueAsync(
        Func<CancellationToken, Task<Uri>> signIn,
        CancellationToken cancellationToken
    )
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var port = Port ?? await StartAsync().ConfigureAwait(false);
            var ticket = tickets.Issue(signIn);
            _closing ??= time.CreateTimer(
                _ => _ = CloseAsync(isIdle: true),
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            _closing.Change(ConsoleTickets.Memory, Timeout.InfiniteTimeSpan);
            return (ticket, new Uri($"http://127.0.0.1:{port}{TicketHandler.Path}{ticket.Text}"));
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        _isDisposed = true;
        _gate.Release();
        await CloseAsync(isIdle: false).ConfigureAwait(false);
        if (_closing is { } closing)
        {
            await closing.DisposeAsync().ConfigureAwait(false);
        }

        _gate.Dispose();
    }

    private async Task<int> StartAsync()
    {
        // By default, the builder looks for content in the current folder, which may have been deleted.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddSingleton<IHostLifetime>(_ => new NoLifetime());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;

                // A browser may send cookies of other programs at this address.
                kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
                kestrel.Limits.MaxRequestLineSize = 2 * 1024;
                kestrel.Limits.MaxRequestBodySize = 0;
                kestrel.Limits.MaxConcurrentConnections = MaxConnections;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(5);
                kestrel.Listen(
                    IPAddress.Loopback,
                    0,
                    listen =>
                    {
                        listen.Protocols = HttpProtocols.Http1;
                        listen.UseThisUserOnly(LogOtherUser);
                    }
                );
            });
        var app = builder.Build();
        app.Run(handler.HandleAsync);
        await app.StartAsync().ConfigureAwait(false);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        (_running, Port) = (app, new Uri(address.First()).Port);
        return Port.Value;
    }

    /// <param name="isIdle">Whether it stays open for a ticket that was issued meanwhile.</param>
    private async Task CloseAsync(bool isIdle)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_running is not { } app || (isIdle && tickets.HasAny))
            {
                return;
            }

            (_running, Port) = (null, null);

            // The browser may still be reading where to go.
            using var patience = new CancellationTokenSource(ClosingTime);
            await app.StopAsync(patience.Token).ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A process of another user was refused at the port of the console's tickets"
    )]
    private partial void LogOtherUser();
}
