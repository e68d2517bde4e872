using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RoleAssist.Host;

/// <summary>What the composition root's factories are written with.</summary>
internal static class ServiceProviderExtensions
{
    /// <summary>A service that has to be there.</summary>
    public static T Get<T>(this IServiceProvider services)
        where T : class => services.GetRequiredService<T>();

    /// <summary>A logger for a type. The container's own <c>ILogger&lt;&gt;</c> is made by reflection.</summary>
    public static ILogger<T> Logger<T>(this IServiceProvider services) => new Logger<T>(services.Get<ILoggerFactory>());
}
