using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Opens a port of 127.0.0.1 for one sign-in (RFC 8252, section 7.3). It is bound before the browser opens, because a
/// page that needs no click answers at once, and it is closed after the right answer.
/// </summary>
internal sealed partial class CallbackListener(ILogger<CallbackListener> logger) : ISignInCallbacks
{
    public const string Path = "/oauth/callback";

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    public async Task<ISignInCallback> ListenAsync(string state, CancellationToken cancellationToken)
    {
        var handler = new CallbackHandler(state);
        var app = Build(handler);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            var port = app
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Select(address => new Uri(address).Port)
                .Single();
            handler.Host = $"127.0.0.1:{port}";
            return new Open(app, handler, $"http://127.0.0.1:{port}{Path}");
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private WebApplication Build(CallbackHandler handler)
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
                kestrel.Limits.MaxConcurrentConnections = 256;
                kestrel.Limits.MaxRequestBodySize = 0;

                // A code is some hundred bytes long. Browsers send the cookies of every program on 127.0.0.1.
                kestrel.Limits.MaxRequestLineSize = 16 * 1024;
                kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
                kestrel.Limits.MaxRequestHeaderCount = 100;
                kestrel.Limits.MaxRequestBufferSize = 96 * 1024;
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
        return app;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A process of another user was refused at the port of a sign-in"
    )]
    private partial void LogOtherUser();

    private sealed class Open(WebApplication app, CallbackHandler handler, string redirectUri) : ISignInCallback
    {
        private readonly Lock _lock = new();
        private Task? _closing;

        public string RedirectUri => redirectUri;

        public async Task<CallbackAnswer> WaitAsync(CancellationToken cancellationToken)
        {
            var answer = await handler.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
            await DisposeAsync().ConfigureAwait(false);
            return answer;
        }

        public async ValueTask DisposeAsync()
        {
            Task closing;
            lock (_lock)
            {
                closing = _closing ??= CloseAsync();
            }

            await closing.ConfigureAwait(false);
        }

        /// <remarks>
        /// The page that answers the browser may still be on its way. Connections that others keep open are cut after a
        /// second.
        /// </remarks>
        private async Task CloseAsync()
        {
            using var limit = new CancellationTokenSource(DrainTime);
            await app.StopAsync(limit.Token).ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
        }
    }
}
