using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.CodeGeneration.Engines;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Host.CommandLine;

/// <summary>Prints the JSON documents of <c>--json</c>.</summary>
internal static class CommandLineJson
{
    private const int Utf8 = 65001;
    private const int Utf16 = 1200;

    /// <summary>
    /// For UTF-8 and UTF-16. The output goes to a terminal and not into HTML, so non-ASCII names are not escaped.
    /// </summary>
    private static readonly JsonSerializerOptions AsWritten = Options(JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>
    /// For other encodings: escapes everything outside ASCII, because JSON parsers expect no code page.
    /// </summary>
    private static readonly JsonSerializerOptions InAscii = Options(JavaScriptEncoder.Default);

    public static void Print<T>(IConsole console, T document)
    {
        var options = IsUnicode(console) ? AsWritten : InAscii;
        using var output = new EscapedJsonStream(console.Out);
        JsonSerializer.Serialize(output, document, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        console.Out.WriteLine();
    }

    /// <summary>Prints a document that has no type, because its fields are named by data.</summary>
    public static void Write(IConsole console, Action<Utf8JsonWriter> write)
    {
        using (var stream = new EscapedJsonStream(console.Out))
        using (var json = new Utf8JsonWriter(stream, WriterOptions(console, isIndented: true)))
        {
            write(json);
        }

        console.Out.WriteLine();
    }

    /// <summary>Returns how JSON is written to a console.</summary>
    public static JsonWriterOptions WriterOptions(IConsole console, bool isIndented) =>
        new()
        {
            Encoder = IsUnicode(console) ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default,
            Indented = isIndented,
        };

    /// <remarks>Compared by code page, because .NET wraps the console's encoding.</remarks>
    private static bool IsUnicode(IConsole console) => console.Out.Encoding.CodePage is Utf8 or Utf16;

    private static JsonSerializerOptions Options(JavaScriptEncoder encoder) =>
        new(CommandLineJsonContext.Default.Options) { Encoder = encoder, WriteIndented = true };
}

/// <summary>The output of <c>assume --json</c>.</summary>
internal sealed record AssumeDocument(IReadOnlyList<SessionDocument> Sessions)
{
    public static AssumeDocument From(IEnumerable<Session> sessions) =>
        new([
            .. sessions.Select(session => new SessionDocument(
                session.Id.Value,
                session.Profile,
                session.Account,
                session.Arn,
                session.Chain.Region,
                session.Credentials.Expiration
            )),
        ]);
}

/// <summary>The output of <c>log --json</c>.</summary>
internal sealed record LogDocument(IReadOnlyList<AuditEvent> Events);

/// <summary>The output of <c>sandbox totp --json</c>.</summary>
internal sealed record TotpDocument(string Code);

/// <summary>The output of <c>sandbox token --json</c>.</summary>
internal sealed record TokenDocument(string Token);

/// <summary>The output of <c>sandbox fault --json</c>: the armed fault.</summary>
internal sealed record FaultDocument(
    string Kind,
    int? Count,
    double? Seconds,
    string? Action,
    IReadOnlyList<string>? Accounts,
    int? PerSecond
);

/// <summary>The output of <c>docker-args --json</c>.</summary>
internal sealed record DockerArgsDocument(IReadOnlyList<string> Arguments);

/// <summary>The output of <c>vault rotate --json</c>.</summary>
internal sealed record RotationDocument(
    string Profile,
    string AccessKeyId,
    string? OldAccessKeyId,
    string Step,
    IReadOnlyList<string> Notes
)
{
    public static RotationDocument From(RotationResult result) =>
        new(result.Profile, result.AccessKeyId, result.OldAccessKeyId, result.Step.Name, result.Notes);
}

/// <summary>A session without its secrets.</summary>
internal sealed record SessionDocument(
    string SessionId,
    string Profile,
    string Account,
    string Arn,
    string? Region,
    DateTimeOffset? Expiration
);

/// <summary>The output of <c>sessions</c> and <c>end</c>.</summary>
internal sealed record SessionsDocument(IReadOnlyList<ListedSessionDocument> Sessions)
{
    public static SessionsDocument From(IEnumerable<ListedSession> sessions) =>
        new([
            .. sessions.Select(session => new ListedSessionDocument(
                session.Id,
                session.Profile,
                session.Account,
                session.Arn,
                session.Expiration,
                session.IsKept
            )),
        ]);
}

/// <summary>A session of any process, without its secrets.</summary>
internal sealed record ListedSessionDocument(
    string SessionId,
    string Profile,
    string Account,
    string Arn,
    DateTimeOffset? Expiration,
    bool Kept
);

/// <summary>The output of <c>config dump</c>: sections by name and their settings by name, in file order.</summary>
internal sealed record ConfigDocument(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Profiles,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> SsoSessions,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Services,
    IReadOnlyList<Problem> Problems
);

/// <summary>The output of <c>generate --json</c> for an engine.</summary>
internal sealed record EngineDocument(string FileName, string Content, IReadOnlyList<string> Notes)
{
    public static EngineDocument From(EngineDefinition definition) =>
        new(definition.FileName, definition.Content, definition.Notes);
}

/// <summary>Every field is always written, so that a script can tell null from a misspelled field name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(TotpDocument))]
[JsonSerializable(typeof(TokenDocument))]
[JsonSerializable(typeof(FaultDocument))]
[JsonSerializable(typeof(DockerArgsDocument))]
[JsonSerializable(typeof(CallerIdentity))]
[JsonSerializable(typeof(AssumeDocument))]
[JsonSerializable(typeof(LogDocument))]
[JsonSerializable(typeof(SessionsDocument))]
[JsonSerializable(typeof(RotationDocument))]
[JsonSerializable(typeof(ConfigDocument))]
[JsonSerializable(typeof(TrustPolicyDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(CodeResult))]
[JsonSerializable(typeof(EngineDocument))]
[JsonSerializable(typeof(CodeListDocument))]
[JsonSerializable(typeof(DiagnosticsReport))]
[JsonSerializable(typeof(ConsoleDocument))]
[JsonSerializable(typeof(VaultStatusDocument))]
[JsonSerializable(typeof(VaultListDocument))]
[JsonSerializable(typeof(ImportKeysResult))]
[JsonSerializable(typeof(ImportedKey))]
[JsonSerializable(typeof(VaultRemoveDocument))]
[JsonSerializable(typeof(VaultExportDocument))]
[JsonSerializable(typeof(VaultMoveDocument))]
[JsonSerializable(typeof(VaultRepairDocument))]
[JsonSerializable(typeof(SignedInDocument))]
[JsonSerializable(typeof(SignedOutDocument))]
[JsonSerializable(typeof(PopulateDocument))]
[JsonSerializable(typeof(UndonePopulate))]
internal sealed partial class CommandLineJsonContext : JsonSerializerContext;
