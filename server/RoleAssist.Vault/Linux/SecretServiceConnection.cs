using RoleAssist.Core.Environment;

namespace RoleAssist.Vault.Linux;

/// <summary>Keeps a connection to the keyring: making one costs more than all calls over it.</summary>
internal sealed class SecretServiceConnection(ProcessEnvironment environment, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private SecretService? _service;

    /// <summary>Runs a use over the kept connection, or a new one if the keyring has restarted meanwhile.</summary>
    public async Task<T> UseAsync<T>(Func<SecretService, Task<T>> use, CancellationToken cancellationToken)
    {
        for (var isRetry = false; ; isRetry = true)
        {
            var (service, isKept) = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await use(service).ConfigureAwait(false);
            }
            catch (BusFault gone) when (gone.Kind == BusFaultKind.Gone && isKept && !isRetry)
            {
                Drop(service);
            }
            catch (BusFault fault)
            {
                if (fault.Kind is BusFaultKind.Gone or BusFaultKind.Slow or BusFaultKind.Malformed)
                {
                    Drop(service);
                }

                throw;
            }
        }
    }

    public void Drop() => Drop(_service);

    public void Dispose()
    {
        Drop();
        _connecting.Dispose();
    }

    private async Task<(SecretService Service, bool IsKept)> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_service is { } kept)
        {
            return (kept, true);
        }

        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_service is { } made)
            {
                return (made, true);
            }

            _service = await SecretService.OpenAsync(environment, time, cancellationToken).ConfigureAwait(false);
            return (_service, false);
        }
        finally
        {
            _connecting.Release();
        }
    }

    private void Drop(SecretService? service)
    {
        if (service is not null && Interlocked.CompareExchange(ref _service, null, service) == service)
        {
            service.Dispose();
        }
    }
}
