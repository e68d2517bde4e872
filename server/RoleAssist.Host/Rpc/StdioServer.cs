using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Rpc;

/// <summary>The host as a language server on this process' stdin and stdout.</summary>
internal static class StdioServer
{
    public static async Task<int> RunAsync(LogLevel logLevel, CancellationToken cancellationToken)
    {
        var streams = new ServerStreams(StandardStreams.OpenInput(), StandardStreams.OpenOutput());
        var host = Build(streams, logLevel, services => services.AddRoleAssist());

        // Taken now: at its end the host disposes of its services, as RunAsync does for it.
        var service = host.Services.GetRequiredService<JsonRpcService>();
        await host.RunAsync(cancellationToken).ConfigureAwait(false);
        return service.ExitCode;
    }

    internal static IHost Build(ServerStreams streams, LogLevel logLevel, Action<IServiceCollection> addUseCases)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(logLevel).AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });

        // stdout belongs to the protocol: every word for people goes to stderr.
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        addUseCases(builder.Services);
        builder.Services
            .AddSingleton(streams)
            .AddSingleton<ServerLifecycle>()
            .AddSingleton<ClientSettings>()
            .AddSingleton<RoleAssistServer>()
            .AddSingleton<JsonRpcService>()
            .AddHostedService(services => services.GetRequiredService<JsonRpcService>())
            .AddHostedService<ClientProcessMonitor>()
            .AddHostedService<SessionUpkeep>()
            .AddHostedService<EndpointUpkeep>();
        return builder.Build();
    }
}
