using System.Globalization;
using System.Text;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Sessions;

/// <summary>
/// The header of the file of kept sessions, in clear and proved by the seal: <c>1 KEY-ID STORE UNIX-SECONDS</c> in ASCII.
/// </summary>
/// <param name="Key">The name of the vault's item with the key.</param>
/// <param name="Store">The store that has it.</param>
/// <param name="Created">When the key was created.</param>
public sealed record SessionFileHeader(SecretName Key, StoreKind Store, DateTimeOffset Created)
{
    private const string Version = "1";

    public byte[] Write() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Version} {Key.Id} {Store.Name()} {Created.ToUnixTimeSeconds()}"
            )
        );

    /// <summary>Reads the header of a file; null if it is none of this version.</summary>
    public static SessionFileHeader? Read(ReadOnlySpan<byte> file) =>
        SealedFile.TryReadHeader(file, out var header)
        && Encoding.ASCII.GetString(header).Split(' ') is [Version, var id, var store, var created]
        && SecretName.TryCreate(SecretKind.SessionKey, id) is { } key
        && StoreKinds.Find(store) is { } kind
        && long.TryParse(created, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new SessionFileHeader(key, kind, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
