using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>The part of LSP's <c>ClientCapabilities</c> that the host reads.</summary>
/// <param name="TextDocument">What the client can do with documents.</param>
/// <param name="Workspace">What it can do with the workspace.</param>
/// <param name="Experimental">What is not LSP's. A client may send anything here.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ClientCapabilities(
    TextDocumentClientCapabilities? TextDocument = null,
    WorkspaceClientCapabilities? Workspace = null,
    [property: JsonConverter(typeof(ExperimentalConverter))] ExperimentalClientCapabilities? Experimental = null
);

/// <param name="Completion">What it can do with completions.</param>
/// <param name="Hover">What it can show in a hover.</param>
/// <param name="Definition">What it can do with definitions.</param>
/// <param name="DocumentSymbol">What it can do with outlines.</param>
/// <param name="Diagnostic">Present if it asks for diagnostics.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record TextDocumentClientCapabilities(
    CompletionClientCapabilities? Completion = null,
    HoverClientCapabilities? Hover = null,
    DefinitionClientCapabilities? Definition = null,
    DocumentSymbolClientCapabilities? DocumentSymbol = null,
    DiagnosticClientCapabilities? Diagnostic = null
);

/// <summary>A client with this member asks for diagnostics.</summary>
/// <param name="RelatedDocumentSupport">Whether it takes those of other documents in an answer.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record DiagnosticClientCapabilities(bool? RelatedDocumentSupport = null);

/// <param name="CompletionItem">What it can do with one item.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionClientCapabilities(CompletionItemClientCapabilities? CompletionItem = null);

/// <param name="SnippetSupport">Whether it can insert snippets.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionItemClientCapabilities(bool? SnippetSupport = null);

/// <param name="ContentFormat">The formats that it can show, such as <c>markdown</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record HoverClientCapabilities(IReadOnlyList<string>? ContentFormat = null);

/// <param name="LinkSupport">Whether it understands LSP's <c>LocationLink</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record DefinitionClientCapabilities(bool? LinkSupport = null);

/// <param name="HierarchicalDocumentSymbolSupport">Whether it understands LSP's <c>DocumentSymbol</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record DocumentSymbolClientCapabilities(bool? HierarchicalDocumentSymbolSupport = null);

/// <param name="WorkspaceEdit">What it can do with edits of several documents.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record WorkspaceClientCapabilities(WorkspaceEditClientCapabilities? WorkspaceEdit = null);

/// <param name="DocumentChanges">Whether it understands edits with the versions of their documents.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record WorkspaceEditClientCapabilities(bool? DocumentChanges = null);

/// <param name="Roleassist">The client's commands.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ExperimentalClientCapabilities(LensCommands? Roleassist = null);

/// <summary>
/// The client's commands for code lenses. Each takes the name of a profile. There is no lens for a command that is
/// absent.
/// </summary>
/// <param name="AssumeCommand">Assumes the profile.</param>
/// <param name="ExplainCommand">Shows how its credentials would be obtained.</param>
/// <param name="ConsoleCommand">Opens the AWS console.</param>
/// <param name="MoveKeysCommand">Moves long-lived keys into the vault; for code actions.</param>
/// <param name="GenerateCodeCommand">Generates code; for code actions.</param>
/// <param name="RestrictFileCommand">
/// Takes a file away from other users; for code actions. It takes the file's URI instead of a profile.
/// </param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record LensCommands(
    string? AssumeCommand = null,
    string? ExplainCommand = null,
    string? ConsoleCommand = null,
    string? MoveKeysCommand = null,
    string? GenerateCodeCommand = null,
    string? RestrictFileCommand = null
);

/// <summary>Reads what is not LSP's; nothing if it is not what RoleAssist knows.</summary>
internal sealed class ExperimentalConverter : JsonConverter<ExperimentalClientCapabilities>
{
    public override ExperimentalClientCapabilities? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return
            value.RootElement is { ValueKind: JsonValueKind.Object } all
            && all.TryGetProperty("roleassist", out var own)
            && own.ValueKind == JsonValueKind.Object
            ? new ExperimentalClientCapabilities(
                new LensCommands(
                    Text(own, "assumeCommand"),
                    Text(own, "explainCommand"),
                    Text(own, "consoleCommand"),
                    Text(own, "moveKeysCommand"),
                    Text(own, "generateCodeCommand"),
                    Text(own, "restrictFileCommand")
                )
            )
            : null;
    }

    public override void Write(
        Utf8JsonWriter writer,
        ExperimentalClientCapabilities value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        writer.WritePropertyName("roleassist");
        JsonSerializer.Serialize(writer, value.Roleassist, WireJsonContext.Default.LensCommands);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement own, string name) =>
        own.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
