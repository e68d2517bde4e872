using RoleAssist.Vault.Windows;

namespace RoleAssist.Vault.Tests.Fakes;

/// <summary>Windows' Credential Manager in memory, with its limit and its errors.</summary>
internal sealed class FakeCredentialApi : ICredentialApi
{
    private const int NotFound = 1168;
    private const int BadStubData = 1783;
    private const int MaxBlobBytes = 2_560;

    public Dictionary<string, (string UserName, byte[] Secret)> Credentials { get; } = new(StringComparer.Ordinal);

    public int Persistence { get; init; } = 3;

    /// <summary>The error of every call; zero if they work.</summary>
    public int Error { get; init; }

    public int GetMaxPersistence(out int persistence)
    {
        persistence = Persistence;
        return Error;
    }

    public int Read(string target, out byte[]? secret)
    {
        secret = Credentials.TryGetValue(target, out var found) ? [.. found.Secret] : null;
        return Error != 0 ? Error
            : secret is null ? NotFound
            : 0;
    }

    public int Write(string target, string userName, ReadOnlySpan<byte> secret)
    {
        if (Error != 0 || secret.Length > MaxBlobBytes)
        {
            return Error != 0 ? Error : BadStubData;
        }

        Credentials[target] = (userName, secret.ToArray());
        return 0;
    }

    public int Delete(string target) =>
        Error != 0 ? Error
        : Credentials.Remove(target) ? 0
        : NotFound;

    public int List(string filter, out IReadOnlyList<string> targets)
    {
        targets = [.. Credentials.Keys.Where(target => target.Contains(filter.TrimEnd('*'), StringComparison.Ordinal))];
        return Error != 0 ? Error
            : targets.Count == 0 ? NotFound
            : 0;
    }
}
