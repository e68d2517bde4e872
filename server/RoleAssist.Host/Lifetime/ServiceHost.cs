using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace RoleAssist.Host.Lifetime;

/// <summary>
/// Starts the hosted services in order and stops them in reverse order, as the generic host does. The generic host also
/// reads configuration and options by reflection, which RoleAssist does not use and which took a third of the start-up
/// time.
/// </summary>
internal sealed partial class ServiceHost(ServiceProvider services) : IHost, IAsyncDisposable
{
    private readonly ApplicationLifetime _lifetime = (ApplicationLifetime)
        services.GetRequiredService<IHostApplicationLifetime>();
    private readonly ILogger _logger = services.Logger<ServiceHost>();
    private IReadOnlyList<IHostedService> _hosted = [];

    public IServiceProvider Services => services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _hosted = [.. services.GetServices<IHostedService>()];
        foreach (var service in _hosted)
        {
            await service.StartAsync(cancellationToken).ConfigureAwait(false);
            if (service is BackgroundService { ExecuteTask: { } running })
            {
                _ = StopOnFaultAsync(running);
            }
        }

        _lifetime.NotifyStarted();
        LogStarted();
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _lifetime.StopApplication();
        foreach (var service in _hosted.Reverse())
        {
            await service.StopAsync(cancellationToken).ConfigureAwait(false);
        }

        _lifetime.NotifyStopped();
    }

    /// <remarks>Some services write their last output when they are disposed, which is asynchronous.</remarks>
#pragma warning disable VSTHRD002 // As in the generic host: there is no synchronization context that this could block.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>Stops the host when a background service fails, instead of running without it.</summary>
    private async Task StopOnFaultAsync(Task running)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The service was stopped.
        }
        catch (Exception fault)
        {
            LogFault(fault);
            _lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Hosting started")]
    private partial void LogStarted();

    [LoggerMessage(Level = LogLevel.Critical, Message = "A background service failed; stopping the host")]
    private partial void LogFault(Exception fault);
}
