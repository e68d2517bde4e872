using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// Which roles are production for the person that an agent works for. Only the windows of the editor know what they have
/// configured: what any of them calls production is. Without a window, the last one's word goes on, or the default.
/// </summary>
internal sealed class AgentProduction(RunningHosts hosts, CurrentClient client, TimeProvider time) : IDisposable
{
    /// <summary>As long as many calls at once take.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private ProductionRules? _configured;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    public void Dispose() => _asking.Dispose();

    /// <summary>Gets the rules, which the guard of this process follows from then on.</summary>
    public async Task<KnownProduction> FindAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (time.GetUtcNow() - _askedAt >= Lifetime)
            {
                if (await hosts.FindProductionAsync(cancellationToken).ConfigureAwait(false) is { } patterns)
                {
                    _configured = new ProductionRules(patterns);
                }

                _askedAt = time.GetUtcNow();
            }
        }
        finally
        {
            _asking.Release();
        }

        if (_configured is { } configured)
        {
            client.Change(options => options with { Production = configured });
        }

        return _configured is null
            ? new KnownProduction(ProductionRules.Default, "default")
            : new KnownProduction(_configured, "configured");
    }
}

/// <param name="Rules">Which roles are production.</param>
/// <param name="Origin">Who says so, as results tell it.</param>
internal sealed record KnownProduction(ProductionRules Rules, string Origin);
