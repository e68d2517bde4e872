using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Core.Audit;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>The result of a command.</summary>
/// <param name="CutBytes">How much more it printed.</param>
internal sealed record CommandDocument(
    Binding Binding,
    int ExitCode,
    bool TimedOut,
    string Stdout,
    string Stderr,
    long CutBytes
);

/// <summary>The result of <c>whoami</c>.</summary>
internal sealed record WhoamiDocument(Binding Binding, string Account, string Arn, string UserId);

/// <summary>The result of <c>list_profiles</c>.</summary>
internal sealed record ProfilesDocument(
    Binding? Binding,
    string ProductionRules,
    IReadOnlyList<ProfileDocument> Profiles
);

/// <param name="Name">The name, for the argument <c>profile</c>.</param>
/// <param name="Kind">What the profile has, in a few words.</param>
/// <param name="Account">The account's ID, if the profile tells it.</param>
/// <param name="RoleArn">The role.</param>
/// <param name="Region">The region.</param>
/// <param name="Production">Whether it is production, for which a person must say yes.</param>
/// <param name="NeedsCode">Whether a person must enter an MFA code, unless that is done already.</param>
/// <param name="Usable">Whether an agent can use it at all.</param>
/// <param name="Problem">What is wrong with it.</param>
internal sealed record ProfileDocument(
    string Name,
    string Kind,
    string? Account,
    string? RoleArn,
    string? Region,
    bool Production,
    bool NeedsCode,
    bool Usable,
    string? Problem
);

/// <summary>The result of <c>explain_profile</c>.</summary>
internal sealed record PlanOfProfile(Binding? Binding, ExplainDocument Plan);

/// <summary>The result of <c>audit_tail</c>.</summary>
internal sealed record AuditDocument(Binding? Binding, IReadOnlyList<AuditEvent> Events);

/// <summary>The result of <c>run_in_accounts</c>.</summary>
/// <param name="DryRun">Whether nothing was run.</param>
internal sealed record RunDocument(
    Binding? Binding,
    bool DryRun,
    string Policy,
    string ProductionRules,
    int Production,
    int CodesNeeded,
    IReadOnlyList<RunAccountDocument> Accounts,
    IReadOnlyList<RunResultDocument> Results
);

/// <summary>An account of a run.</summary>
internal sealed record RunAccountDocument(
    string? Account,
    string Name,
    string? Profile,
    string? RoleArn,
    IReadOnlyList<string> Regions,
    bool Production,
    string? Problem
);

/// <summary>What became of a command in an account and region.</summary>
internal sealed record RunResultDocument(
    string? Account,
    string Name,
    string? Region,
    string State,
    int? ExitCode,
    string Stdout,
    string Stderr,
    string? Problem
);

/// <summary>Turns documents into JSON.</summary>
internal static class ToolJson
{
    /// <summary>Quotes and other signs stay as they are: no part of a result becomes HTML.</summary>
    private static readonly JsonSerializerOptions Options = new(ToolJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonElement ToElement<T>(T document) =>
        JsonSerializer.SerializeToElement(document, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    /// <summary>Returns the text of a result that is a document.</summary>
    public static string TextOf(string binding, JsonElement document) => $"{binding}\n{document.GetRawText()}";
}

/// <summary>Every member is always written, as the output schemas promise.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CommandDocument))]
[JsonSerializable(typeof(WhoamiDocument))]
[JsonSerializable(typeof(ProfilesDocument))]
[JsonSerializable(typeof(PlanOfProfile))]
[JsonSerializable(typeof(AuditDocument))]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class ToolJsonContext : JsonSerializerContext;
