using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoleAssist.Sandbox.Http;

/// <summary>Kestrel on the loopback, with limits that no honest client of STS reaches.</summary>
internal static class LoopbackServer
{
    public static async Task<WebApplication> StartAsync(int port, RequestDelegate handler, CancellationToken cancellationToken)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new SandboxException($"There is no port {port}. Choose a --port from {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}, or leave it out.");
        }

        // It serves no files, and by itself would look for them in the current folder, which may be gone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
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
            throw new SandboxException($"Another program has the port {port}. Choose another --port, or leave it out.", error);
        }
        catch (SocketException error)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new SandboxException($"The port {port} cannot be used: {error.Message}. Choose another --port, or leave it out.", error);
        }
    }

    /// <summary>The default lifetime would take Ctrl+C and SIGTERM away from the process that the sandbox is a guest in.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
