using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Core.Vault;

/// <summary>
/// How far the rotation of a key is. It is part of the stored item, so that a rotation goes on after a crash. A step of
/// a newer version keeps its name: the current key can be used, but this version must not go on with the rotation.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly record struct RotationStep
{
    private const int MaxLength = 32;
    private const string NoneName = "none";

    private readonly string? _name;

    private RotationStep(string name) => _name = name;

    /// <summary>No rotation is under way.</summary>
    public static RotationStep None => default;

    /// <summary>IAM is being asked for a new key.</summary>
    public static RotationStep Creating { get; } = new("creating");

    /// <summary>The new key is saved as the pending one.</summary>
    public static RotationStep Created { get; } = new("created");

    /// <summary>The new key is tried until AWS accepts it.</summary>
    public static RotationStep Proving { get; } = new("proving");

    /// <summary>The new key is the current one; the old one is still active.</summary>
    public static RotationStep Switched { get; } = new("switched");

    public string Name => _name ?? NoneName;

    /// <summary>Whether this version knows what to do in this step.</summary>
    public bool IsKnown => this == None || this == Creating || this == Created || this == Proving || this == Switched;

    public override string ToString() => Name;

    public sealed class Converter : JsonConverter<RotationStep>
    {
        public override RotationStep Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 and <= MaxLength } name
                ? name == NoneName
                    ? None
                    : new RotationStep(name)
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, RotationStep value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Name);
    }
}
