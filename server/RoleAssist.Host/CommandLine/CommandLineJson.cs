using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.CommandLine;

/// <summary>Prints the documents of <c>--json</c>.</summary>
internal static class CommandLineJson
{
    private static readonly JsonSerializerOptions Options = new(CommandLineJsonContext.Default.Options)
    {
        // This goes to a terminal, not into a web page: names stay as people wrote them.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static void Print<T>(IConsole console, T document) =>
        console.Out.WriteLine(JsonSerializer.Serialize(document, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T))));
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
[JsonSerializable(typeof(CallerIdentity))]
[JsonSerializable(typeof(AssumeDocument))]
[JsonSerializable(typeof(LogDocument))]
[JsonSerializable(typeof(ConfigDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(CodeResult))]
[JsonSerializable(typeof(CodeTemplateList))]
[JsonSerializable(typeof(DiagnosticsReport))]
internal sealed partial class CommandLineJsonContext : JsonSerializerContext;
