using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Tests.Fakes;

/// <summary>A user who wants tokens in the shared cache.</summary>
internal sealed class NoTokenVault : ITokenVault
{
    public bool IsWanted => false;

    public string FilePath => throw new InvalidOperationException();

    public Task<string?> ReadAsync(string id, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task WriteAsync(string id, string token, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<IDisposable> LockAsync(string id, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();
}
