using System.Text.Encodings.Web;
using System.Text.Json;
using RoleAssist.Contracts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Runs;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>Writes the results of a run into a file. Only items that have ended have a result.</summary>
internal static class RunExport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    private static readonly string[] Columns =
    [
        "account",
        "name",
        "region",
        "state",
        "exitCode",
        "seconds",
        "profile",
        "started",
        "code",
        "message",
    ];

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the file cannot be written.
    /// </exception>
    public static void Write(
        RegisteredRun run,
        RunExportFormat format,
        string file,
        CancellationToken cancellationToken
    )
    {
        var items = run.Read(items => items.All.Where(item => item.Result is not null).ToList());
        try
        {
            using var writer = new StreamWriter(file);
            if (format == RunExportFormat.Csv)
            {
                WriteCsv(writer, items);
            }
            else
            {
                WriteJson(writer, items, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The results cannot be written: {fault.Message}",
                "Choose another file.",
                inner: fault
            );
        }
    }

    private static void WriteJson(TextWriter writer, List<RegisteredItem> items, CancellationToken cancellationToken)
    {
        using var stream = new EscapedJsonStream(writer);
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartArray();
        foreach (var (item, result) in items.Select(item => (item, item.Result!)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            json.WriteStartObject();
            ResultJson.WriteItem(json, result);
            ResultJson.WriteResult(json, result);
            item.WithOutput(output =>
            {
                ResultJson.WriteStream(json, "stdout", output, isError: false);
                ResultJson.WriteStream(json, "stderr", output, isError: true);
            });
            ResultJson.WriteDetails(json, result);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Lines end in CRLF (https://www.rfc-editor.org/rfc/rfc4180#section-2).</summary>
    private static void WriteCsv(TextWriter writer, List<RegisteredItem> items)
    {
        writer.NewLine = "\r\n";
        writer.WriteLine(string.Join(',', Columns));
        foreach (var result in items.Select(item => item.Result!))
        {
            FormattableString[] numbers = [$"{result.ExitCode}", $"{result.Duration.TotalSeconds:0.000}"];
            string?[] cells =
            [
                result.AccountId,
                result.Item.Account.Name,
                result.Region,
                ResultText.NameOf(result.State),
                .. numbers.Select(FormattableString.Invariant),
                result.Item.Account.Target.Profile,
                IsoTime.Format(result.Started),
                result.TimedOut ? "TimedOut" : result.Fault?.Code.ToString(),
                result.Fault?.Message,
            ];
            writer.WriteLine(string.Join(',', cells.Select(Cell)));
        }
    }

    /// <summary>
    /// Quotes a cell. Spreadsheets take a text that begins with one of these characters for a formula; an apostrophe
    /// prevents it (https://owasp.org/www-community/attacks/CSV_Injection).
    /// </summary>
    private static string Cell(string? text) =>
        text switch
        {
            null or "" => "",
            ['=' or '+' or '-' or '@' or '\t' or '\r', ..] => Quote($"'{text}"),
            _ => text.AsSpan().ContainsAny("\",\r\n") ? Quote(text) : text,
        };

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
