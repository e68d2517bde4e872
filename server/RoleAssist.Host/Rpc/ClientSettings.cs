using RoleAssist.Contracts;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using DeliveryMode = RoleAssist.Core.Delivery.DeliveryMode;

namespace RoleAssist.Host.Rpc;

/// <summary>The user's settings, as the client sends them in <c>initialize</c>.</summary>
internal sealed class ClientSettings
{
    private readonly InitializationOptions _options;
    private readonly ClientCapabilities _capabilities;

    public ClientSettings(InitializeParams request)
    {
        _options = request.InitializationOptions ?? new InitializationOptions();
        _capabilities = request.Capabilities ?? new ClientCapabilities();
        Production = new ProductionRules(_options.Production ?? ProductionRules.DefaultPatterns);
        OutlivesConnection = _options.OutlivesConnection == true && request.ProcessId is not null;
        Client = new ClientOptions(
            request.ClientInfo is { } client
                ? DisplayText.FromServer($"{client.Name} {client.Version}")
                : new ClientOptions().Requester,
            _options.SessionName,
            _options.Workspace,
            _options.Audit ?? true,
            _options.KeepSessions,
            _options.SsoTokens,
            _options.Agents is { } agents ? AgentRequests.ToCore(agents) : null,
            Production
        );
    }

    /// <summary>Settings of a client that sent none.</summary>
    public static ClientSettings Default { get; } = new(new InitializeParams());

    /// <summary>What Core needs to know of the client.</summary>
    public ClientOptions Client { get; }

    /// <summary>The rules that decide which roles are production.</summary>
    public ProductionRules Production { get; }

    /// <summary>Whether the host keeps running after the connection ends, until the client's process ends.</summary>
    public bool OutlivesConnection { get; }

    /// <summary>The client's commands for code lenses; null if it has named none.</summary>
    public LensCommands? LensCommands =>
        _capabilities.Experimental?.Roleassist
            is { } commands
                and not { AssumeCommand: null, ExplainCommand: null, ConsoleCommand: null }
            ? commands
            : null;

    /// <summary>The client's commands for code actions; null if it has named none.</summary>
    public LensCommands? FixCommands => _capabilities.Experimental?.Roleassist;

    /// <summary>
    /// Whether a person at the client can be asked about agents: it has said so by sending what agents get.
    /// </summary>
    public bool AnswersApprovals => _options.Agents is not null;

    /// <summary>Whether the client asks for diagnostics itself.</summary>
    public bool PullsDiagnostics => _capabilities.TextDocument?.Diagnostic is not null;

    public bool UnderstandsSymbolTrees =>
        _capabilities.TextDocument?.DocumentSymbol?.HierarchicalDocumentSymbolSupport == true;

    public bool UnderstandsLocationLinks => _capabilities.TextDocument?.Definition?.LinkSupport == true;

    public bool UnderstandsVersionedEdits => _capabilities.Workspace?.WorkspaceEdit?.DocumentChanges == true;

    public bool InsertsSnippets => _capabilities.TextDocument?.Completion?.CompletionItem?.SnippetSupport == true;

    public bool ShowsMarkdown =>
        _capabilities.TextDocument?.Hover?.ContentFormat?.Contains("markdown", StringComparer.Ordinal) == true;

    /// <summary>Gets the delivery mode for a request.</summary>
    public DeliveryMode DeliveryFor(Contracts.DeliveryMode? requested) =>
        (requested ?? _options.Delivery)?.ToCore() ?? DeliveryMode.Auto;

    /// <summary>Gets the session options for a request.</summary>
    public SessionOptions SessionOptionsFor(AssumeParams request) =>
        SessionOptionsFor(request.TokenCode, request.MfaCodes);

    /// <summary>Gets the session options for a refresh.</summary>
    public SessionOptions SessionOptionsFor(RefreshSessionParams request) =>
        SessionOptionsFor(request.TokenCode, mfaCodes: null);

    /// <summary>Gets the session options of a run: one code serves all accounts behind its device.</summary>
    public SessionOptions RunSessionOptions() => SessionOptionsFor(tokenCode: null, Contracts.MfaPreference.Prime);

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
