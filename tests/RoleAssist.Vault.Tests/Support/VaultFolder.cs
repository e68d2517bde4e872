using RoleAssist.Interop.Files;

namespace RoleAssist.Vault.Tests.Support;

/// <summary>A state folder of a test.</summary>
public sealed class VaultFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("roleassist-vault-").FullName;

    public string PathOf(string name) =>
        PrivateFolder.Make(Path, PrivateFolder.Writing) is { } objection
            ? throw new UnauthorizedAccessException($"{Path} {objection}.")
            : System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
