using RoleAssist.Contracts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;
using DeliveryMode = RoleAssist.Core.Delivery.DeliveryMode;

namespace RoleAssist.Host.Rpc;

/// <summary>The user's settings, as the client sends them in <c>initialize</c>.</summary>
internal sealed class ClientSettings(
    Workstation workstation,
    RoleSessionNames names,
    FileAuditTrail trail,
    SessionAuditor auditor
)
{
    private InitializationOptions _options = new();

    /// <summary>The rules that decide which roles are production.</summary>
    public ProductionRules Production { get; private set; } = new(ProductionRules.DefaultPatterns);

    public void Apply(InitializeParams request)
    {
        _options = request.InitializationOptions ?? _options;
        OutlivesConnection = _options.OutlivesConnection == true && request.ProcessId is not null;
        names.Template = _options.SessionName;
        workstation.Workspace = _options.Workspace;
        Production = new ProductionRules(_options.Production ?? ProductionRules.DefaultPatterns);
        trail.IsOn &= _options.Audit ?? true;
        auditor.Requester = request.ClientInfo is { } client
            ? DisplayText.FromServer($"{client.Name} {client.Version}")
            : "unknown client";
    }

    /// <summary>Whether the host keeps running after the connection ends, until the client's process ends.</summary>
    public bool OutlivesConnection { get; private set; }

    /// <summary>Gets the delivery mode for a request.</summary>
    public DeliveryMode DeliveryFor(Contracts.DeliveryMode? requested) =>
        (requested ?? _options.Delivery)?.ToCore() ?? DeliveryMode.Auto;

    /// <summary>Gets the session options for a request.</summary>
    public SessionOptions SessionOptionsFor(AssumeParams request) =>
        SessionOptionsFor(request.TokenCode, request.MfaCodes);

    /// <summary>Gets the session options for a refresh.</summary>
    public SessionOptions SessionOptionsFor(RefreshSessionParams request) =>
        SessionOptionsFor(request.TokenCode, mfaCodes: null);

    private SessionOptions SessionOptionsFor(string? tokenCode, Contracts.MfaPreference? mfaCodes) =>
        new(
            tokenCode,
            (mfaCodes ?? _options.MfaCodes)?.ToCore() ?? Core.Sessions.MfaPreference.Automatic,
            WillRenew: true,
            Math.Clamp(_options.PrimeSeconds ?? SessionPlanner.DefaultPrimeSeconds, 900, 129_600),
            // A host that serves a single command shows no identities, so it needs no GetCallerIdentity call.
            Identify: !OutlivesConnection
        );
}
