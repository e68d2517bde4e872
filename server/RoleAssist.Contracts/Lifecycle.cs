using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>LSP's <c>initialize</c> parameters: the ones the host reads, among whatever else an editor sends.</summary>
/// <param name="ProcessId">The client's process id; when that process ends, so does the host. Null or absent: not watched.</param>
/// <param name="ClientInfo">The client's name and version, for the log.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializeParams(int? ProcessId = null, ClientInfo? ClientInfo = null);

/// <param name="Name">The client's name, for example the editor's.</param>
/// <param name="Version">The client's version.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ClientInfo(string Name, string? Version = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializedParams;

/// <param name="Capabilities">What the host can do of the Language Server Protocol.</param>
/// <param name="ServerInfo">The host's name and version.</param>
public sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>The host edits no documents yet, so it claims none of LSP's capabilities.</summary>
public sealed record ServerCapabilities;

/// <param name="Name">Always <c>roleassist</c>.</param>
/// <param name="Version">The host's version, for example <c>0.1.0</c>.</param>
public sealed record ServerInfo(string Name, string Version);
