using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Tests.Fakes;

/// <summary>A vault in memory. By default the user does not want tokens in it.</summary>
internal sealed class FakeTokenVault : ITokenVault
{
    public Dictionary<string, string> Tokens { get; } = [];

    public bool IsWanted { get; set; }

    /// <summary>What every use of the vault fails with.</summary>
    public RoleAssistException? Fault { get; set; }

    /// <summary>Whether only writing fails.</summary>
    public bool CannotWrite { get; set; }

    /// <summary>The tokens that are locked now.</summary>
    public List<string> Locked { get; } = [];

    public bool Exists => Tokens.Count > 0;

    public string FilePath => "/nowhere/sign-ins.v1";

    public Task EnsureWritableAsync(CancellationToken cancellationToken) => DoAsync(() => true);

    public Task<string?> ReadAsync(string id, CancellationToken cancellationToken) =>
        DoAsync(() => Tokens.GetValueOrDefault(id));

    public Task WriteAsync(string id, string token, CancellationToken cancellationToken) =>
        CannotWrite
            ? Task.FromException(new RoleAssistException(ErrorCode.ConfigurationUnreadable, "The disk is full."))
            : DoAsync(() => Tokens[id] = token);

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => DoAsync(() => Tokens.Remove(id));

    public Task<IDisposable> LockAsync(string id, CancellationToken cancellationToken)
    {
        Locked.Add(id);
        return Task.FromResult<IDisposable>(new Unlock(() => Locked.Remove(id)));
    }

    private Task<T> DoAsync<T>(Func<T> work) => Fault is null ? Task.FromResult(work()) : Task.FromException<T>(Fault);

    private sealed class Unlock(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
