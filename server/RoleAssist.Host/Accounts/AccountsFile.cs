using System.Text.Json;
using System.Text.Json.Nodes;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Accounts;

/// <summary>Reads a list of accounts in CSV, JSON, JSON lines or YAML. The content decides, not the file's name.</summary>
internal static class AccountsFile
{
    /// <summary>In bytes: a hundred thousand accounts.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Json = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaxDepth,
    };

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the file cannot be read or is no list of accounts.
    /// </exception>
    public static async Task<IReadOnlyList<AccountRow>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(
                path,
                await UntrustedFile.ReadTextAsync(path, MaxBytes, cancellationToken).ConfigureAwait(false)
                    ?? throw Invalid(path, $"is larger than {MaxBytes} bytes, the limit")
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The accounts file cannot be read: {fault.Message}",
                inner: fault
            );
        }
    }

    /// <summary>Parses the text of a file.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="text">Its content.</param>
    public static IReadOnlyList<AccountRow> Parse(string path, string text)
    {
        var content = text.TrimStart('\uFEFF');
        var start = content.AsSpan().TrimStart();
        try
        {
            var rows = start switch
            {
                ['[', ..] => ListOf(path, JsonNode.Parse(content, documentOptions: Json)),
                ['{', ..] => FromObjects(path, content),
                _ when CsvAccounts.IsCsv(content) => CsvAccounts.Read(content),
                _ => ListOf(path, YamlAccounts.Read(content)),
            };
            return [.. rows.Select((row, index) => AccountRow.Create(row, $"{path}, account {index + 1}"))];
        }
        catch (Exception fault)
            when (fault is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            // The last two come from escapes that stand for no character.
            throw Invalid(path, $"is no valid list of accounts: {fault.Message.TrimEnd('.')}", fault);
        }
    }

    /// <summary>Reads an object that contains the list, as AWS' own commands print it, or one object a line.</summary>
    private static IEnumerable<JsonObject> FromObjects(string path, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 1 && Array.TrueForAll(lines, line => line is ['{', .., '}']))
        {
            return lines.SelectMany(line => ListOf(path, JsonNode.Parse(line, documentOptions: Json)));
        }

        return ListOf(path, JsonNode.Parse(text, documentOptions: Json));
    }

    private static IEnumerable<JsonObject> ListOf(string path, JsonNode? node) =>
        node switch
        {
            JsonArray array when array.All(one => one is JsonObject) => array.Select(one => (JsonObject)one!),
            JsonObject whole
                when whole
                    .FirstOrDefault(field => field.Key.Equals("accounts", StringComparison.OrdinalIgnoreCase))
                    .Value
                    is JsonArray list => ListOf(path, list),
            JsonObject single when AccountRow.HasId(single) => [single],
            _ => throw Invalid(path, "is no list of accounts"),
        };

    private static RoleAssistException Invalid(string path, string what, Exception? cause = null) =>
        new(
            ErrorCode.InvalidArgument,
            $"The accounts file {path} {what}.",
            "Use CSV with a header line such as id,name,env; or JSON, JSON lines or YAML with the same fields.",
            cause
        );
}
