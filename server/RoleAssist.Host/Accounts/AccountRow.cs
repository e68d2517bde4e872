using System.Text.Json;
using System.Text.Json.Nodes;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Accounts;

/// <summary>An account as a file lists it.</summary>
/// <param name="Id">The account's 12 digits.</param>
/// <param name="Name">Its name; the ID if the file gives none.</param>
/// <param name="Profile">The profile to use; null to assume a role.</param>
/// <param name="Role">The name or ARN of the role; null for the selection's.</param>
/// <param name="Regions">The regions; empty for the selection's.</param>
/// <param name="Attributes">All other fields.</param>
/// <param name="Place">Where it is.</param>
internal sealed record AccountRow(
    string Id,
    string Name,
    string? Profile,
    string? Role,
    IReadOnlyList<string> Regions,
    IReadOnlyDictionary<string, string> Attributes,
    AccountPlace Place
)
{
    private const int Digits = 12;

    /// <summary>Names that AWS' commands and other tools use.</summary>
    private static readonly string[] IdNames = ["id", "account", "account_id", "accountid", "account-id"];
    private static readonly string[] NameNames = ["name", "account_name", "accountname", "account-name"];
    private static readonly string[] RoleNames = ["role", "role_arn", "rolearn", "role_name", "rolename"];
    private static readonly string[] RegionNames = ["regions", "region"];

    public static bool HasId(JsonObject row) => Find(row, IdNames) is not null;

    /// <param name="row">The fields.</param>
    /// <param name="at">Where it is, for messages.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: no valid account.</exception>
    public static AccountRow Create(JsonObject row, AccountPlace at)
    {
        var place = at.Full;
        RequireOneOf(row, IdNames, place);
        RequireOneOf(row, NameNames, place);
        RequireOneOf(row, RoleNames, place);
        RequireOneOf(row, RegionNames, place);
        var id = IdOf(TextOf(Find(row, IdNames)), place);
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string[] known = [.. IdNames, .. NameNames, .. RoleNames, .. RegionNames, "profile"];
        foreach (var (name, value) in row.Where(field => !known.Contains(Normalize(field.Key))))
        {
            AddAttributes(attributes, name, value, place);
        }

        return new AccountRow(
            id,
            TextOf(Find(row, NameNames)) is { Length: > 0 } text ? DisplayText.Line(text) : id,
            SingleOf(Find(row, ["profile"]), "profile", place),
            SingleOf(Find(row, RoleNames), "role", place),
            ListOf(Find(row, RegionNames)),
            attributes,
            at
        );
    }

    /// <summary>A field may have different names in different files, but only one in each.</summary>
    private static void RequireOneOf(JsonObject row, string[] names, string place)
    {
        var given = row.Where(field =>
                names.Contains(Normalize(field.Key)) && NotEmpty(field.Value?.ToString()) is not null
            )
            .ToList();
        if (given is [var one, var other, ..] && one.Value!.ToString() != other.Value!.ToString())
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                DisplayText.Line($"{place}: '{one.Key}' and '{other.Key}' stand for the same field, and differ."),
                "Remove one of them."
            );
        }
    }

    private static string IdOf(string? text, string place)
    {
        var id = text?.Trim().Replace("-", "", StringComparison.Ordinal);
        var isNumber = id is { Length: > 0 } && id.All(char.IsAsciiDigit);
        if (isNumber && id!.Length == Digits)
        {
            return id;
        }

        // Spreadsheets take the ID for a number and drop its leading zeros.
        var isShort = isNumber && id!.Length < Digits;
        throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            id is null or ""
                ? $"{place} has no id."
                : $"{place}: '{DisplayText.Line(text!)}' is not the ID of an account, which has {Digits} digits.",
            isShort ? $"A leading zero may be lost: {id!.PadLeft(Digits, '0')}." : null
        );
    }

    /// <summary>
    /// Adds a field as an attribute: a list of <c>KEY:VALUE</c>, AWS' list of <c>Key</c> and <c>Value</c>, or the fields
    /// of an object are attributes of their own.
    /// </summary>
    private static void AddAttributes(Dictionary<string, string> attributes, string name, JsonNode? value, string place)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (key, inner) in fields)
                {
                    AddAttributes(attributes, key, inner, place);
                }

                break;
            case JsonArray list:
                foreach (var (key, tagged) in list.Select(TagOf).OfType<(string, string)>())
                {
                    Add(attributes, key, tagged, place);
                }

                break;
            default:
                if (NotEmpty(TextOf(value)) is { } single)
                {
                    Add(attributes, name.Trim(), single, place);
                }

                break;
        }
    }

    private static (string Key, string Value)? TagOf(JsonNode? item) =>
        item is JsonObject tag
            ? (TextOf(Find(tag, ["key"])), TextOf(Find(tag, ["value"]))) is ({ } name, { } tagged)
                ? (name, tagged)
                : null
            : TextOf(item) is not { } text
                ? null
                : text.Split([':', '='], 2) is [{ Length: > 0 } key, var value]
                    ? (key, value)
                    : (text, "true");

    /// <summary>Of two values, one would be ignored, which might be the one that says production.</summary>
    private static void Add(Dictionary<string, string> attributes, string name, string value, string place)
    {
        if (!attributes.TryAdd(name, value) && attributes[name] != value)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                DisplayText.Line($"{place} has '{name}' twice: '{attributes[name]}' and '{value}'."),
                "Remove one of them."
            );
        }
    }

    private static JsonNode? Find(JsonObject row, string[] names) =>
        row.FirstOrDefault(field => names.Contains(Normalize(field.Key))).Value;

    private static string Normalize(string name) => name.Trim().ToLowerInvariant();

    private static List<string> ListOf(JsonNode? node) =>
        node is JsonArray list
            ? [.. list.Select(TextOf).OfType<string>()]
            :
            [
                .. (TextOf(node) ?? "").Split(
                    [',', ';', ' '],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ];

    /// <summary>Returns a field that must not be a list: a chain of roles is written as profiles.</summary>
    private static string? SingleOf(JsonNode? node, string name, string place) =>
        node is null or JsonValue
            ? NotEmpty(TextOf(node))
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{place}: the {name} is not a single text.",
                "For a role behind another role, add a profile to the config file and name it as profile."
            );

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value
            ? value.GetValueKind() == JsonValueKind.String
                ? value.GetValue<string>()
                : value.ToJsonString()
            : null;

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Where a file lists an account.</summary>
/// <param name="Full">With the file's name, as the beginning of a sentence.</param>
/// <param name="Short">The line, or the number of the account where lines are not known.</param>
internal sealed record AccountPlace(string Full, string Short);
