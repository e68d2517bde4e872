using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RoleAssist.Core.Vault;

/// <summary>
/// The name of a secret in every store: <c>key/ID</c> or <c>session-key/ID</c>. The ID is random, so a name tells
/// nothing, and renaming a profile changes no item: names can be read while a keychain is locked.
/// </summary>
public sealed record SecretName
{
    private const int IdBytes = 16;

    private SecretName(SecretKind kind, string id) => (Kind, Id) = (kind, id);

    public SecretKind Kind { get; }

    /// <summary>128 random bits as 32 lowercase hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The kind's name in the stores. It is part of the format of stored items.</summary>
    public string KindName => NameOf(Kind);

    /// <summary>Creates a name that no other secret has.</summary>
    public static SecretName Create(SecretKind kind) =>
        new(kind, RandomNumberGenerator.GetHexString(2 * IdBytes, lowercase: true));

    /// <summary>Reads a name that a store or a profile holds.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretName? name)
    {
        name = text?.Split('/') is [var kind, var id] ? TryCreate(kind, id) : null;
        return name is not null;
    }

    /// <summary>Returns a secret's name; null if the ID is invalid.</summary>
    public static SecretName? TryCreate(SecretKind kind, string? id) => TryCreate(NameOf(kind), id);

    /// <summary>Returns a secret's name; null if either part is invalid.</summary>
    public static SecretName? TryCreate(string? kindName, string? id) =>
        id is { Length: 2 * IdBytes } && id.All(char.IsAsciiHexDigitLower)
            ? Enum.GetValues<SecretKind>()
                .Where(kind => NameOf(kind) == kindName)
                .Select(kind => new SecretName(kind, id))
                .FirstOrDefault()
            : null;

    public override string ToString() => $"{KindName}/{Id}";

    private static string NameOf(SecretKind kind) =>
        kind switch
        {
            SecretKind.Key => "key",
            SecretKind.SessionKey => "session-key",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
