using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RoleAssist.Contracts.Lsp;

/// <summary>
/// Reads the changes of a document; null if they are none. A notification that fails is answered by nobody, and without one
/// change all later ones would be made in the wrong text.
/// </summary>
internal sealed class TextDocumentChangesConverter : JsonConverter<IReadOnlyList<TextDocumentChange>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<TextDocumentChange>? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var changes = JsonDocument.ParseValue(ref reader);
        try
        {
            var read = changes.RootElement.Deserialize(TypeIn(options));
            return read?.All(IsWhole) == true ? read : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public override void Write(
        Utf8JsonWriter writer,
        IReadOnlyList<TextDocumentChange> value,
        JsonSerializerOptions options
    ) => JsonSerializer.Serialize(writer, value, TypeIn(options));

    private static JsonTypeInfo<IReadOnlyList<TextDocumentChange>> TypeIn(JsonSerializerOptions options) =>
        (JsonTypeInfo<IReadOnlyList<TextDocumentChange>>)options.GetTypeInfo(typeof(IReadOnlyList<TextDocumentChange>));

    private static bool IsWhole(TextDocumentChange? change) =>
        change is { Text: not null } && change.Range is null or { Start: not null, End: not null };
}
