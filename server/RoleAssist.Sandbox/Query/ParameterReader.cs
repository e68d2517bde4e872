using System.Globalization;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Query;

/// <summary>Reads and validates parameters and, as STS does, reports all validation errors together.</summary>
internal sealed class ParameterReader(QueryParameters parameters)
{
    private readonly List<string> _errors = [];

    public string Required(TextRule rule) => Text(rule, parameters[rule.Name], rule.Name, required: true) ?? "";

    public string? Optional(TextRule rule) => Text(rule, parameters[rule.Name], rule.Name, required: false);

    public string Required(EnumRule rule)
    {
        var value = parameters[rule.Name];
        if (value is null)
        {
            FailMissing(rule.Name);
        }
        else if (!rule.Values.Contains(value))
        {
            Fail(value, rule.Name, $"Member must satisfy enum value set: [{string.Join(", ", rule.Values)}]");
        }

        return value ?? "";
    }

    public int? Optional(IntegerRule rule)
    {
        if (parameters[rule.Name] is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw new ServiceException(
                400,
                "MalformedInput",
                $"The value '{text}' of '{rule.Name}' is not an integer."
            );
        }

        if (value < rule.Min)
        {
            Fail(text, rule.Name, $"Member must have value greater than or equal to {rule.Min}");
        }

        if (value > rule.Max)
        {
            Fail(text, rule.Name, $"Member must have value less than or equal to {rule.Max}");
        }

        return value;
    }

    /// <summary>
    /// Reads a list of strings, each under its number or, if <paramref name="field"/> is set, in that field below it.
    /// </summary>
    public IReadOnlyList<string> List(ListRule list, TextRule member, string? field = null)
    {
        var suffix = field is null ? "" : "." + field;
        return
        [
            .. Members(list)
                .Select(path => Text(member, parameters[path + suffix], path + suffix, required: true) ?? ""),
        ];
    }

    /// <summary>Reads a list of pairs, each in two fields below its number.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs(ListRule list, TextRule key, TextRule value) =>
        [.. Members(list).Select(path => KeyValuePair.Create(Field(key, path), Field(value, path)))];

    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            var count = _errors.Count == 1 ? "1 validation error" : $"{_errors.Count} validation errors";
            throw new ServiceException(400, "ValidationError", $"{count} detected: {string.Join("; ", _errors)}");
        }
    }

    private string Field(TextRule rule, string member)
    {
        var path = $"{member}.{rule.Name}";
        return Text(rule, parameters[path], path, required: true) ?? "";
    }

    private List<string> Members(ListRule list)
    {
        var numbers = parameters.MemberNumbers(list.Name);
        if (numbers.Count > list.Max)
        {
            Fail($"[{numbers.Count} members]", list.Name, $"Member must have length less than or equal to {list.Max}");
        }

        return [.. numbers.Select(number => $"{list.Name}.member.{number}")];
    }

    private string? Text(TextRule rule, string? value, string path, bool required)
    {
        if (value is null)
        {
            if (required)
            {
                FailMissing(path);
            }

            return null;
        }

        if (!rule.Characters.Matches(value))
        {
            Fail(value, path, $"Member must satisfy regular expression pattern: {rule.Characters.Pattern}");
        }

        if (value.Length < rule.Min)
        {
            Fail(value, path, $"Member must have length greater than or equal to {rule.Min}");
        }

        if (value.Length > rule.Max)
        {
            Fail(value, path, $"Member must have length less than or equal to {rule.Max}");
        }

        return value;
    }

    private void FailMissing(string path) =>
        _errors.Add($"Value null at '{InModel(path)}' failed to satisfy constraint: Member must not be null");

    private void Fail(string value, string path, string constraint) =>
        _errors.Add($"Value '{value}' at '{InModel(path)}' failed to satisfy constraint: {constraint}");

    /// <summary>
    /// Converts a path from the wire format (<c>Tags.member.1.Key</c>) to that of messages (<c>tags.1.member.key</c>).
    /// </summary>
    private static string InModel(string path)
    {
        var parts = path.Split('.').Select(part => char.ToLowerInvariant(part[0]) + part[1..]).ToArray();
        return parts is [var list, "member", var number, .. var rest]
            ? string.Join('.', [list, number, "member", .. rest])
            : string.Join('.', parts);
    }
}
