using System.Text.Json;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Mcp;

/// <summary>
/// The arguments of a call. They are checked as they are read; an agent is told what is wrong in words that it can act
/// on.
/// </summary>
internal sealed class ToolArguments
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    /// <param name="values">The arguments: an object, or nothing.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: they are no object.</exception>
    public ToolArguments(JsonElement? values)
    {
        if (values is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
        {
            return;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("The arguments must be an object.");
        }

        foreach (var value in given.EnumerateObject().Where(value => value.Value.ValueKind != JsonValueKind.Null))
        {
            if (!_values.TryAdd(value.Name, value.Value))
            {
                throw Invalid($"The argument '{value.Name}' is given twice.");
            }
        }
    }

    /// <summary>Throws if there is an argument that the tool does not have.</summary>
    public void RequireOnly(params string[] names)
    {
        if (_values.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"There is no argument '{unknown}'.",
                NearMisses.Question(unknown, names)
                    ?? (names.Length == 0 ? "The tool has no arguments." : $"There are: {string.Join(", ", names)}.")
            );
        }
    }

    public string? Text(string name) =>
        Find(name, JsonValueKind.String, "a text")?.GetString() is { } text
            ? text.Any(char.IsControl)
                ? throw Invalid($"'{name}' contains a control character.")
                : text
            : null;

    public bool Flag(string name, bool otherwise) =>
        !_values.TryGetValue(name, out var value) ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Invalid($"'{name}' must be true or false.");

    public int Number(string name, int least, int most, int otherwise) =>
        Find(name, JsonValueKind.Number, "a number") is not { } value ? otherwise
        : value.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw Invalid($"'{name}' must be a whole number from {least} to {most}.");

    /// <summary>Returns a list of texts; empty if there is none.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Find(name, JsonValueKind.Array, "a list of texts") is not { } list
            ? []
            :
            [
                .. list.EnumerateArray()
                    .Select(item =>
                        item.ValueKind == JsonValueKind.String
                            ? item.GetString()!
                            : throw Invalid($"'{name}' must be a list of texts.")
                    ),
            ];

    public string RequiredText(string name) => Text(name) ?? throw Missing(name);

    public IReadOnlyList<string> RequiredTexts(string name) =>
        Texts(name) is [_, ..] texts ? texts : throw Missing(name);

    private JsonElement? Find(string name, JsonValueKind kind, string what) =>
        !_values.TryGetValue(name, out var value) ? null
        : value.ValueKind == kind ? value
        : throw Invalid($"'{name}' must be {what}.");

    private static RoleAssistException Missing(string name) => Invalid($"The argument '{name}' is missing.");

    private static RoleAssistException Invalid(string message) =>
        new(ErrorCode.InvalidArgument, message, "Look at the tool's input schema.");
}
