using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Vault;

/// <summary>
/// The vault's item of an IAM user's access key. One item holds all of a rotation's state, so each of its steps is one
/// atomic write. Copies made with <c>with</c> share their secrets: dispose the last one.
/// </summary>
/// <param name="User">The ARN of the IAM user.</param>
/// <param name="Current">The key to use.</param>
/// <param name="Pending">The new key of a rotation, until it is proved.</param>
/// <param name="Retired">The former key, until it is deleted.</param>
/// <param name="Step">How far a rotation is.</param>
/// <param name="Mfa">The MFA device that the user's sessions need.</param>
/// <param name="StepTime">
/// When the step <see cref="RotationStep.Creating"/> began, to recognize a key whose secret was lost with IAM's answer.
/// </param>
public sealed record VaultKey(
    [property: JsonPropertyName("user"), JsonRequired] string User,
    [property: JsonPropertyName("current"), JsonRequired] UserAccessKey Current,
    [property: JsonPropertyName("pending")] UserAccessKey? Pending = null,
    [property: JsonPropertyName("retired")] UserAccessKey? Retired = null,
    [property: JsonPropertyName("step")] RotationStep Step = default,
    [property: JsonPropertyName("mfa")] string? Mfa = null,
    [property: JsonPropertyName("stepTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        DateTimeOffset? StepTime = null
) : IDisposable
{
    /// <summary>The largest item, which every platform's keychain accepts.</summary>
    public const int MaxBytes = 1_024;

    private const int CurrentVersion = 1;

    /// <summary>
    /// The version of the format. Additions do not change it; only what an older version would misread does.
    /// </summary>
    [JsonPropertyName("v"), JsonPropertyOrder(-1), JsonRequired]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What a newer version stored. It is kept when the item is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Writes the item as JSON. The caller disposes the result.</summary>
    /// <exception cref="RoleAssistException">The item is larger than <see cref="MaxBytes"/>.</exception>
    public SecretBytes ToJson()
    {
        using var buffer = new FixedBuffer(MaxBytes);
        try
        {
            using var writer = new Utf8JsonWriter(buffer, VaultJsonContext.WriterOptions);
            JsonSerializer.Serialize(writer, this, VaultJsonContext.Default.VaultKey);
            writer.Flush();
            return SecretBytes.Copy(buffer.Written);
        }
        catch (FixedBuffer.FullException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The item of access key {Current.Id} would be longer than {MaxBytes} bytes.",
                "Shorten the path or the name of the IAM user or of its MFA device."
            );
        }
    }

    /// <summary>Reads an item. Members that this version does not know are kept.</summary>
    /// <exception cref="RoleAssistException">The item is invalid, or a newer version made it.</exception>
    public static VaultKey FromJson(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            throw VaultErrors.KeyUnreadable($"it is longer than {MaxBytes} bytes");
        }

        VaultKey? key;
        try
        {
            key = JsonSerializer.Deserialize(json, VaultJsonContext.Default.VaultKey);
        }
        catch (JsonException)
        {
            // The message of the exception may quote the text.
            throw VaultErrors.KeyUnreadable("it is not in the expected format");
        }

        return key switch
        {
            { Version: > CurrentVersion } => throw VaultErrors.KeyUnreadable("a newer RoleAssist made it"),
            { Version: CurrentVersion } when key.IsValid => key,
            _ => throw VaultErrors.KeyUnreadable("it is not in the expected format"),
        };
    }

    public void Dispose()
    {
        Current.Secret.Dispose();
        Pending?.Secret.Dispose();
        Retired?.Secret.Dispose();
    }

    public override string ToString() => $"{Current.Id} of {User}";

    /// <summary>Keys end up in headers and on screens, whoever wrote the item.</summary>
    private bool IsValid =>
        Identifiers.IsArn(User)
        && ((UserAccessKey?[])[Current, Pending, Retired]).All(key => key is null || Identifiers.IsAccessKeyId(key.Id));
}
