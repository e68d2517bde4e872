using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Http;

/// <summary>Runs Kestrel on the loopback interface, with limits that no legitimate STS client exceeds.</summary>
internal static class LoopbackServer
{
    public static async Task<WebApplication> StartAsync(
        int port,
        RequestDelegate handler,
        CancellationToken cancellationToken
    )
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new SandboxException(
                $"Invalid port {port}. Specify a port from {IPEndPoint.MinPort} to {IPEndPoint.MaxPort} with --port, "
                    + "or omit the option."
            );
        }

        // It serves no files. By default it would look for them in the current folder, which may not exist anymore.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 256 * 1024;
                kestrel.Limits.MaxRequestLineSize = 32 * 1024;
                kestrel.Limits.MaxRequestHeadersTotalSize = 48 * 1024;
                kestrel.Limits.MaxRequestHeaderCount = 64;
                kestrel.Limits.MaxConcurrentConnections = 256;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
                kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            });

        var app = builder.Build();
        app.Run(handler);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return app;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new SandboxException(
                $"Another program uses port {port}. Specify another port with --port, or omit the option.",
                error
            );
        }
        catch (SocketException error)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new SandboxException(
                $"Cannot use port {port}: {error.Message}. Specify another port with --port, or omit the option.",
                error
            );
        }
    }

    /// <summary>
    /// Replaces the default lifetime, which would handle Ctrl+C and SIGTERM instead of the process that hosts the
    /// sandbox.
    /// </summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
