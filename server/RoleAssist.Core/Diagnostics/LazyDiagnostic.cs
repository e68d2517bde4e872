namespace RoleAssist.Core.Diagnostics;

/// <summary>
/// A diagnostic that is created when it runs, so that a failure to create what it needs does not affect the others.
/// </summary>
public sealed class LazyDiagnostic(string topic, Func<IDiagnostic> create) : IDiagnostic
{
    public string Topic => topic;

    public Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken) =>
        create().RunAsync(cancellationToken);
}
