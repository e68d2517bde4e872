using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Tests.Fakes;

/// <summary>A vault in memory. By default the user does not want tokens in it.</summary>
internal sealed class FakeTokenVault : ITokenVault
{
    public Dictionary<string, string> Tokens { get; } = [];

    public bool IsWanted { get; set; }

    public string FilePath => "/nowhere/sign-ins.v1";

    public Task<string?> ReadAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(Tokens.GetValueOrDefault(id));

    public Task WriteAsync(string id, string token, CancellationToken cancellationToken)
    {
        Tokens[id] = token;
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Tokens.Remove(id));

    public Task<IDisposable> LockAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult<IDisposable>(new MemoryStream());
}
