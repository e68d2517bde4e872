using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.CommandLine;

/// <summary>Prints the documents of <c>--json</c>.</summary>
internal static class CommandLineJson
{
    private const int Utf8 = 65001;
    private const int Utf16 = 1200;

    /// <summary>This goes to a terminal, not into a web page: names stay as people wrote them.</summary>
    private static readonly JsonSerializerOptions AsWritten = Options(JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>A code page has few characters, and no reader of JSON expects one.</summary>
    private static readonly JsonSerializerOptions InAscii = Options(JavaScriptEncoder.Default);

    public static void Print<T>(IConsole console, T document)
    {
        // By its number, for .NET wraps the console's.
        var options = console.Out.Encoding.CodePage is Utf8 or Utf16 ? AsWritten : InAscii;
        console.Out.WriteLine(Escaped(JsonSerializer.Serialize(document, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))));
    }

    /// <summary>
    /// What would steer or deceive the reader of a terminal stays data: outside of ASCII there are only strings in JSON, and
    /// an escape in a string means the same character.
    /// </summary>
    private static string Escaped(string json)
    {
        StringBuilder? escaped = null;
        var copied = 0;
        for (var at = NextBeyondAscii(json, 0); at < json.Length; at = NextBeyondAscii(json, at))
        {
            // The serializer has put U+FFFD in place of lone surrogates.
            var rune = Rune.GetRuneAt(json, at);
            if (!DisplayText.IsShown(rune))
            {
                escaped = (escaped ?? new StringBuilder(json.Length)).Append(json, copied, at - copied);
                copied = at + rune.Utf16SequenceLength;
                foreach (var unit in json.AsSpan(at, rune.Utf16SequenceLength))
                {
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
                }
            }

            at += rune.Utf16SequenceLength;
        }

        return escaped is null ? json : escaped.Append(json, copied, json.Length - copied).ToString();
    }

    /// <summary>The index of the next character that is not ASCII; the length where there is none.</summary>
    private static int NextBeyondAscii(string text, int start) =>
        text.AsSpan(start).IndexOfAnyExceptInRange('\0', '\x7F') is var found && found >= 0 ? start + found : text.Length;

    private static JsonSerializerOptions Options(JavaScriptEncoder encoder) =>
        new(CommandLineJsonContext.Default.Options) { Encoder = encoder, WriteIndented = true };
}

/// <summary>What <c>assume --json</c> prints.</summary>
internal sealed record AssumeDocument(IReadOnlyList<SessionDocument> Sessions)
{
    public static AssumeDocument Of(IEnumerable<Session> sessions) => new(
    [
        .. sessions.Select(session => new SessionDocument(
            session.Id.Value, session.Profile, session.Account, session.Arn, session.Chain.Region, session.Credentials.Expiration)),
    ]);
}

/// <summary>What <c>log --json</c> prints.</summary>
internal sealed record LogDocument(IReadOnlyList<AuditEvent> Events);

/// <summary>What <c>sandbox totp --json</c> prints.</summary>
internal sealed record TotpDocument(string Code);

/// <summary>What <c>sandbox fault --json</c> prints: the fault that is armed.</summary>
internal sealed record FaultDocument(string Kind, int? Count, double? Seconds, string? Action);

/// <summary>What <c>docker-args --json</c> prints.</summary>
internal sealed record DockerArgsDocument(IReadOnlyList<string> Arguments);

/// <summary>A session without its secrets.</summary>
internal sealed record SessionDocument(
    string SessionId, string Profile, string Account, string Arn, string? Region, DateTimeOffset? Expiration);

/// <summary>What <c>config dump</c> prints: sections by name, their settings by name, in the order of the files.</summary>
internal sealed record ConfigDocument(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Profiles,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> SsoSessions,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Services,
    IReadOnlyList<Problem> Problems);

/// <summary>Every field is always there, so that a script can tell null from a typing mistake.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(TotpDocument))]
[JsonSerializable(typeof(FaultDocument))]
[JsonSerializable(typeof(DockerArgsDocument))]
[JsonSerializable(typeof(CallerIdentity))]
[JsonSerializable(typeof(AssumeDocument))]
[JsonSerializable(typeof(LogDocument))]
[JsonSerializable(typeof(ConfigDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(CodeResult))]
[JsonSerializable(typeof(CodeTemplateList))]
[JsonSerializable(typeof(DiagnosticsReport))]
internal sealed partial class CommandLineJsonContext : JsonSerializerContext;
