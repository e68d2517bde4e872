using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// Issues session tokens. The access key ID and the secret are derived from the token and the sealing key, so a token
/// is valid only together with the key that was issued with it.
/// </summary>
internal sealed class SessionTokens(byte[] sealingKey)
{
    private readonly Sealer _sealer = new(sealingKey, "token");
    private readonly byte[] _keyIdKey = Sealer.DeriveKey(sealingKey, "access key id");
    private readonly byte[] _secretKey = Sealer.DeriveKey(sealingKey, "secret access key");

    public SessionCredentials Issue(Session session)
    {
        var token = _sealer.Seal(session, AccountsJsonContext.Default.Session);
        return new SessionCredentials(AccessKeyIdOf(token), SecretOf(token), token, session.Expiration);
    }

    /// <summary>Opens a token of this sandbox that belongs to the given access key.</summary>
    public bool TryOpen(
        string token,
        string accessKeyId,
        [NotNullWhen(true)] out Session? session,
        [NotNullWhen(true)] out string? secretAccessKey
    )
    {
        var belongs = AccessKeyIdOf(token) == accessKeyId || LongAccessKeyIdOf(token) == accessKeyId;
        session = belongs ? _sealer.Open(token, AccountsJsonContext.Default.Session) : null;
        secretAccessKey = session is null ? null : SecretOf(token);
        return secretAccessKey is not null;
    }

    /// <summary>Gets an alternative access key ID for a token, much longer than the one it was issued with.</summary>
    public string LongAccessKeyIdOf(string token) =>
        UniqueId.ForKey(
            UniqueId.TemporaryKey,
            HMACSHA512.HashData(_keyIdKey, Encoding.UTF8.GetBytes(token)),
            characters: 100
        );

    private string AccessKeyIdOf(string token) => UniqueId.ForKey(UniqueId.TemporaryKey, Hmac(_keyIdKey, token));

    private string SecretOf(string token) => Convert.ToBase64String(Hmac(_secretKey, token).AsSpan(0, 30));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
