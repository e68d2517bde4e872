using RoleAssist.Core.Requesters;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// What the client of this process chose: an editor in <c>initialize</c>, the command line by its verb.
/// </summary>
/// <param name="Requester">The client's name and version, as the audit trail records it.</param>
/// <param name="SessionName">The template for sessions that are given no name; null for user and machine.</param>
/// <param name="Workspace">The name of the editor's workspace, if there is one.</param>
/// <param name="Audit">Whether the client wants an audit trail.</param>
/// <param name="KeepSessions">Whether sessions are kept: <c>on</c>, <c>off</c>, or null for the default.</param>
/// <param name="SsoTokens">Where tokens of sign-ins are kept: <c>cache</c>, <c>vault</c>, or null for the default.</param>
/// <param name="Agents">What agents get; null for the default.</param>
/// <param name="Production">Which roles are production; null for the default rules.</param>
public sealed record ClientOptions(
    string Requester = "unknown client",
    string? SessionName = null,
    string? Workspace = null,
    bool Audit = true,
    string? KeepSessions = null,
    string? SsoTokens = null,
    AgentAccess? Agents = null,
    ProductionRules? Production = null
);
