using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using DeliveryMode = RoleAssist.Core.Delivery.DeliveryMode;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Rpc;

/// <summary>What the person has set in the editor, which says so once, at the start.</summary>
internal sealed class ClientSettings(Workstation workstation, RoleSessionNames names, FileAuditTrail trail, SessionAuditor auditor)
{
    private InitializationOptions _options = new();

    /// <summary>Which roles are production.</summary>
    public ProductionRules Production { get; private set; } = new(ProductionRules.DefaultPatterns);

    public void Apply(InitializeParams request)
    {
        _options = request.InitializationOptions ?? _options;
        OutlivesConnection = _options.OutlivesConnection == true && request.ProcessId is not null;
        names.Template = _options.SessionName;
        workstation.Workspace = _options.Workspace;
        Production = new ProductionRules(_options.Production ?? ProductionRules.DefaultPatterns);
        trail.IsOn &= _options.Audit ?? true;
        auditor.Requester = request.ClientInfo is { } client ? DisplayText.FromServer($"{client.Name} {client.Version}") : "unknown client";
    }

    /// <summary>Whether the host goes on when the connection ends, for as long as the process lives that the client has named.</summary>
    public bool OutlivesConnection { get; private set; }

    /// <summary>How a request's credentials are delivered.</summary>
    public DeliveryMode DeliveryFor(Contracts.DeliveryMode? requested) => (requested ?? _options.Delivery)?.ToCore() ?? DeliveryMode.Auto;

    /// <summary>How a request's sessions are made.</summary>
    public SessionOptions SessionOptionsFor(AssumeParams request) => SessionOptionsFor(request.TokenCode, request.MfaCodes);

    /// <summary>How a session is made anew.</summary>
    public SessionOptions SessionOptionsFor(RefreshSessionParams request) => SessionOptionsFor(request.TokenCode, mfaCodes: null);

    private SessionOptions SessionOptionsFor(string? tokenCode, Contracts.MfaPreference? mfaCodes) => new(
        tokenCode,
        (mfaCodes ?? _options.MfaCodes)?.ToCore() ?? Core.Sessions.MfaPreference.Automatic,
        WillRenew: true,
        Math.Clamp(_options.PrimeSeconds ?? SessionPlanner.DefaultPrimeSeconds, 900, 129_600),

        // Who is there for one command shows nobody who it is.
        Identify: !OutlivesConnection);
}
