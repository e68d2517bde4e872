namespace RoleAssist.Core.Diagnostics;

/// <summary>A diagnostic that is made when it runs, so that what it needs may fail to be made without taking the others along.</summary>
public sealed class LazyDiagnostic(string topic, Func<IDiagnostic> create) : IDiagnostic
{
    public string Topic => topic;

    public Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken) => create().RunAsync(cancellationToken);
}
