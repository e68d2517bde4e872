using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RoleAssist.Host.Lifetime;

/// <summary>Helpers for the composition root.</summary>
internal static class ServiceProviderExtensions
{
    /// <summary>Gets a required service.</summary>
    public static T Get<T>(this IServiceProvider services)
        where T : class => services.GetRequiredService<T>();

    /// <summary>Returns a function that gets a required service.</summary>
    public static Func<T> Getter<T>(this IServiceProvider services)
        where T : class => services.GetRequiredService<T>;

    /// <summary>Creates a logger for a type. The container's own <c>ILogger&lt;&gt;</c> needs reflection.</summary>
    public static ILogger<T> Logger<T>(this IServiceProvider services) => new Logger<T>(services.Get<ILoggerFactory>());
}
