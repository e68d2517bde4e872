using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using Tmds.DBus.Protocol;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// A client of the Secret Service API (https://specifications.freedesktop.org/secret-service-spec/latest/). It knows
/// the calls, and nothing of what RoleAssist stores.
/// </summary>
internal sealed class SecretService : IDisposable
{
    public const string NoObject = "/";
    public const string Name = "org.freedesktop.secrets";
    private const string Root = "/org/freedesktop/secrets";
    public const string Api = "org.freedesktop.Secret";
    private const string ContentType = "application/json";

    /// <summary>A collection in memory, which ends with the login session.</summary>
    private const string SessionCollection = $"{Root}/collection/session";

    private readonly BusConnection _bus;
    private readonly SecretSession _session;

    private SecretService(BusConnection bus, SecretSession session) => (_bus, _session) = (bus, session);

    public static async Task<SecretService> OpenAsync(
        ProcessEnvironment environment,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var bus = await BusConnection.OpenAsync(Name, environment, time, cancellationToken).ConfigureAwait(false);
        try
        {
            var offer = SecretSession.CreateOffer();
            var (key, path) = await bus.CallAsync(
                    Root,
                    $"{Api}.Service.OpenSession",
                    "sv",
                    (ref writer) =>
                    {
                        writer.WriteString(SecretSession.Algorithm);
                        writer.WriteVariant(VariantValue.Array(offer.PublicKey));
                    },
                    "vo",
                    (ref reader) =>
                    {
                        reader.ReadSignature("ay"u8);
                        return (reader.ReadArrayOfByte(), SecretServiceFormat.ReadPath(ref reader));
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new SecretService(bus, offer.Accept(path, key) ?? throw BusFault.Malformed("an invalid public key"));
        }
        catch
        {
            bus.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Gets the collection that new items belong to; null if there is none on disk. RoleAssist makes no collection of
    /// its own: it would need a second password.
    /// </summary>
    public async Task<string?> FindDefaultCollectionAsync(CancellationToken cancellationToken)
    {
        var path = await _bus.CallAsync(
                Root,
                $"{Api}.Service.ReadAlias",
                "s",
                (ref writer) => writer.WriteString("default"),
                "o",
                SecretServiceFormat.ReadPath,
                cancellationToken
            )
            .ConfigureAwait(false);
        return path is NoObject or SessionCollection ? null
            : path.StartsWith(Root + '/', StringComparison.Ordinal) ? path
            : throw BusFault.Malformed("a foreign path");
    }

    public Task<bool> IsLockedAsync(string collection, CancellationToken cancellationToken) =>
        GetPropertyAsync(
            collection,
            $"{Api}.Collection",
            "Locked",
            (ref reader) =>
            {
                reader.ReadSignature("b"u8);
                return reader.ReadBool();
            },
            cancellationToken
        );

    /// <summary>Finds items by their attributes, in all collections.</summary>
    public Task<(IReadOnlyList<string> Open, IReadOnlyList<string> Locked)> SearchAsync(
        IReadOnlyDictionary<string, string> attributes,
        CancellationToken cancellationToken
    ) =>
        _bus.CallAsync<(IReadOnlyList<string>, IReadOnlyList<string>)>(
            Root,
            $"{Api}.Service.SearchItems",
            "a{ss}",
            (ref writer) => SecretServiceFormat.WriteAttributes(ref writer, attributes),
            "aoao",
            (ref reader) => (SecretServiceFormat.ReadPaths(ref reader), SecretServiceFormat.ReadPaths(ref reader)),
            cancellationToken
        );

    public Task<Dictionary<string, string>> GetAttributesAsync(string item, CancellationToken cancellationToken) =>
        GetPropertyAsync(item, $"{Api}.Item", "Attributes", SecretServiceFormat.ReadAttributes, cancellationToken);

    /// <summary>Reads a secret, which the caller disposes.</summary>
    public async Task<SecretBytes> GetSecretAsync(string item, CancellationToken cancellationToken)
    {
        var (vector, value) = await _bus.CallAsync(
                item,
                $"{Api}.Item.GetSecret",
                "o",
                (ref writer) => writer.WriteObjectPath(_session.Path),
                "(oayays)",
                (ref reader) =>
                {
                    reader.AlignStruct();
                    return SecretServiceFormat.ReadPath(ref reader) == _session.Path
                        ? (reader.ReadArrayOfByte(), reader.ReadArrayOfByte())
                        : throw BusFault.Malformed("a secret of another session");
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return _session.Decrypt(vector, value) ?? throw BusFault.Malformed("a secret that cannot be decrypted");
    }

    /// <summary>
    /// Creates an item in place of the one with the same attributes; returns the prompt to complete, if any.
    /// </summary>
    public Task<string> CreateItemAsync(
        string collection,
        string label,
        IReadOnlyDictionary<string, string> attributes,
        SecretBytes secret,
        CancellationToken cancellationToken
    ) =>
        _bus.CallAsync(
            collection,
            $"{Api}.Collection.CreateItem",
            "a{sv}(oayays)b",
            (ref writer) =>
            {
                var properties = writer.WriteDictionaryStart();
                writer.WriteDictionaryEntryStart();
                writer.WriteString($"{Api}.Item.Label");
                writer.WriteVariant(label);
                writer.WriteDictionaryEntryStart();
                writer.WriteString($"{Api}.Item.Attributes");
                writer.WriteSignature("a{ss}"u8);
                SecretServiceFormat.WriteAttributes(ref writer, attributes);
                writer.WriteDictionaryEnd(properties);
                WriteSecret(ref writer, secret);
                writer.WriteBool(true);
            },
            "oo",
            (ref reader) =>
            {
                _ = SecretServiceFormat.ReadPath(ref reader);
                return SecretServiceFormat.ReadPath(ref reader);
            },
            cancellationToken
        );

    /// <summary>Deletes an item; returns the prompt to complete, if any.</summary>
    public Task<string> DeleteAsync(string item, CancellationToken cancellationToken) =>
        _bus.CallAsync(
            item,
            $"{Api}.Item.Delete",
            "",
            (ref _) => { },
            "o",
            SecretServiceFormat.ReadPath,
            cancellationToken
        );

    /// <summary>Unlocks collections or items; returns the prompt to complete, if any.</summary>
    public Task<string> UnlockAsync(string path, CancellationToken cancellationToken) =>
        _bus.CallAsync(
            Root,
            $"{Api}.Service.Unlock",
            "ao",
            (ref writer) => writer.WriteArray((ObjectPath[])[new ObjectPath(path)]),
            "aoo",
            (ref reader) =>
            {
                _ = SecretServiceFormat.ReadPaths(ref reader);
                return SecretServiceFormat.ReadPath(ref reader);
            },
            cancellationToken
        );

    /// <summary>Shows a prompt; see <see cref="SecretPrompt.ShowAsync"/>.</summary>
    public Task<bool?> PromptAsync(
        string prompt,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => SecretPrompt.ShowAsync(_bus, prompt, limit, time, cancellationToken);

    public void Dispose()
    {
        // First the connection: nothing may be sent that the overwritten key encrypts.
        _bus.Dispose();
        _session.Dispose();
    }

    private Task<T> GetPropertyAsync<T>(
        string path,
        string type,
        string name,
        BusConnection.BodyReader<T> read,
        CancellationToken cancellationToken
    ) =>
        _bus.CallAsync(
            path,
            "org.freedesktop.DBus.Properties.Get",
            "ss",
            (ref writer) =>
            {
                writer.WriteString(type);
                writer.WriteString(name);
            },
            "v",
            read,
            cancellationToken
        );

    private void WriteSecret(ref MessageWriter writer, SecretBytes secret)
    {
        var (vector, value) = _session.Encrypt(secret);
        writer.WriteStructureStart();
        writer.WriteObjectPath(_session.Path);
        writer.WriteArray(vector);
        writer.WriteArray(value);
        writer.WriteString(ContentType);
    }
}
