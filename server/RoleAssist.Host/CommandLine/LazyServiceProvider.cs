namespace RoleAssist.Host.CommandLine;

/// <summary>Services that are put together when the first is asked for: <c>--version</c>, <c>--help</c> and <c>serve</c> need none of the verbs'.</summary>
internal sealed class LazyServiceProvider(Func<IServiceProvider> build) : IServiceProvider, IAsyncDisposable
{
    private readonly Lazy<IServiceProvider> _services = new(build);

    public object? GetService(Type serviceType) => _services.Value.GetService(serviceType);

    public ValueTask DisposeAsync() =>
        _services is { IsValueCreated: true, Value: IAsyncDisposable services } ? services.DisposeAsync() : ValueTask.CompletedTask;
}
