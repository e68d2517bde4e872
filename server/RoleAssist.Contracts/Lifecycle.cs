using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>LSP's <c>initialize</c> parameters: the ones the host reads, among whatever else an editor sends.</summary>
/// <param name="ProcessId">The client's process id; when that process ends, so does the host. Null or absent: not watched.</param>
/// <param name="ClientInfo">The client's name and version, for the log and the audit trail.</param>
/// <param name="InitializationOptions">What the person has set.</param>
/// <param name="Trace">How much the host logs: LSP's <c>off</c>, <c>messages</c> or <c>verbose</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializeParams(
    int? ProcessId = null, ClientInfo? ClientInfo = null, InitializationOptions? InitializationOptions = null, string? Trace = null);

/// <summary>Settings, each with a default where it is absent.</summary>
/// <param name="Workspace">The name of the workspace, for the names of sessions.</param>
/// <param name="SessionName">A template for the names of sessions, such as <c>{user}@{host}</c>.</param>
/// <param name="MfaCodes">How MFA codes are spent.</param>
/// <param name="PrimeSeconds">How long one code serves all roles behind its device, 900 to 129600; 8 hours by default.</param>
/// <param name="Audit">Whether the audit trail is written; it is by default.</param>
/// <param name="Delivery">How credentials reach programs; <c>auto</c> by default.</param>
/// <param name="OutlivesConnection">
/// Whether the host goes on when the connection ends without <c>exit</c>, until the process ends that <c>processId</c> names.
/// </param>
/// <param name="Production">
/// Which roles are production: words of profile names, patterns with <c>*</c> and <c>?</c> over profile names, accounts.
/// </param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializationOptions(
    string? Workspace = null,
    string? SessionName = null,
    MfaPreference? MfaCodes = null,
    int? PrimeSeconds = null,
    bool? Audit = null,
    DeliveryMode? Delivery = null,
    bool? OutlivesConnection = null,
    IReadOnlyList<string>? Production = null);

/// <summary>How MFA codes are spent.</summary>
public enum MfaPreference
{
    /// <summary>One code for as much as possible; directly where a role is to last longer than priming allows.</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,

    /// <summary>A code for each role, which then lasts as long as the role may.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,

    /// <summary>One code for all roles behind a device, each an hour at most and renewed without a code.</summary>
    [JsonStringEnumMemberName("prime")]
    Prime,
}

/// <param name="Name">The client's name, for example the editor's.</param>
/// <param name="Version">The client's version.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ClientInfo(string Name, string? Version = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializedParams;

/// <param name="Value"><c>off</c> is the level that the host was started with, <c>messages</c> a line for each request and call to AWS, <c>verbose</c> everything.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record SetTraceParams(string? Value = null);

/// <param name="Capabilities">What the host can do of the Language Server Protocol.</param>
/// <param name="ServerInfo">The host's name and version.</param>
public sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>The host edits no documents yet, so it claims none of LSP's capabilities.</summary>
public sealed record ServerCapabilities;

/// <param name="Name">Always <c>roleassist</c>.</param>
/// <param name="Version">The host's version, for example <c>0.1.0</c>.</param>
public sealed record ServerInfo(string Name, string Version);
