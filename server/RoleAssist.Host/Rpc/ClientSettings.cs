using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Rpc;

/// <summary>What the person has set in the editor, which says so once, at the start.</summary>
internal sealed class ClientSettings(Workstation workstation, RoleSessionNames names, FileAuditTrail trail, SessionAuditor auditor)
{
    private InitializationOptions _options = new();

    public void Apply(InitializeParams request)
    {
        _options = request.InitializationOptions ?? _options;
        names.Template = _options.SessionName;
        workstation.Workspace = _options.Workspace;
        trail.IsOn &= _options.Audit ?? true;
        auditor.Requester = request.ClientInfo is { } client ? $"{client.Name} {client.Version}".TrimEnd() : "unknown client";
    }

    /// <summary>How a request's sessions are made.</summary>
    public SessionOptions SessionOptionsFor(AssumeParams request) => new(
        request.TokenCode,
        (request.MfaCodes ?? _options.MfaCodes)?.ToCore() ?? Core.Sessions.MfaPreference.Automatic,
        WillRenew: true,
        Math.Clamp(_options.PrimeSeconds ?? SessionPlanner.DefaultPrimeSeconds, 900, 129_600));
}
