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

    private const string OnStdin = "on stdin";
    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Json = new()
    {
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
            using var file = await UntrustedFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            return Parse(path, await file.ReadAsync(MaxBytes, cancellationToken).ConfigureAwait(false));
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

    /// <summary>Reads a list from stdin.</summary>
    public static async Task<IReadOnlyList<AccountRow>> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[64 * 1024];
        int read;
        while (
            bytes.Length <= MaxBytes
            && (read = await input.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0
        )
        {
            await bytes.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return Parse(OnStdin, bytes.Length > MaxBytes ? null : bytes.ToArray());
    }

    private static IReadOnlyList<AccountRow> Parse(string path, byte[]? bytes)
    {
        try
        {
            return Parse(
                path,
                StrictText.Decode(bytes ?? throw Invalid(path, $"is larger than {MaxBytes} bytes, the limit"))
            );
        }
        catch (FormatException fault)
        {
            throw Invalid(path, $"is no valid list of accounts: {fault.Message}", fault);
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
            if (start is ['[' or '{', ..])
            {
                JsonNames.RequireUnique(content, Json);
            }

            var rows = start switch
            {
                ['[', ..] => ListOf(path, JsonNode.Parse(content, documentOptions: Json)),
                ['{', ..] => FromObjects(path, content),
                _ when CsvAccounts.IsCsv(content) => CsvAccounts.Read(content),
                _ => ListOf(path, YamlAccounts.Read(content)),
            };
            return [.. rows.Select((row, index) => AccountRow.Create(row.Fields, PlaceOf(path, index, row.Line)))];
        }
        catch (Exception fault)
            when (fault is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            // The last two come from escapes that stand for no character.
            throw Invalid(path, $"is no valid list of accounts: {fault.Message.TrimEnd('.')}", fault);
        }
    }

    /// <summary>Reads an object that contains the list, as AWS' own commands print it, or one object a line.</summary>
    private static AccountPlace PlaceOf(string path, int index, int? line) =>
        new($"{path}, account {index + 1}", line is null ? $"account {index + 1}" : $"line {line}");

    private static IEnumerable<(JsonObject Fields, int? Line)> FromObjects(string path, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 1 && Array.TrueForAll(lines, line => line is ['{', .., '}']))
        {
            return lines.SelectMany(line => ListOf(path, JsonNode.Parse(line, documentOptions: Json)));
        }

        return ListOf(path, JsonNode.Parse(text, documentOptions: Json));
    }

    private static IEnumerable<(JsonObject Fields, int? Line)> ListOf(string path, JsonNode? node) =>
        node switch
        {
            JsonArray array when array.All(one => one is JsonObject) => array.Select(one =>
                ((JsonObject)one!, (int?)null)
            ),
            JsonObject whole
                when whole
                    .FirstOrDefault(field => field.Key.Equals("accounts", StringComparison.OrdinalIgnoreCase))
                    .Value
                    is JsonArray list => ListOf(path, list),
            JsonObject single when AccountRow.HasId(single) => [(single, null)],
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
