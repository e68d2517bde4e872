namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Builds the services on first use: <c>--version</c>, <c>--help</c> and <c>serve</c> need none of the verbs' services.
/// </summary>
internal sealed class LazyServiceProvider(Func<IServiceProvider> build) : IServiceProvider, IAsyncDisposable
{
    private readonly Lazy<IServiceProvider> _services = new(build);

    public object? GetService(Type serviceType) => _services.Value.GetService(serviceType);

    public ValueTask DisposeAsync() =>
        _services is { IsValueCreated: true, Value: IAsyncDisposable services }
            ? services.DisposeAsync()
            : ValueTask.CompletedTask;
}
