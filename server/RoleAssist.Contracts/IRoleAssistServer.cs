using System.Diagnostics.CodeAnalysis;
using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts;

/// <summary>
/// What a client may ask of the host. Each method takes one params object and stands alone: nothing asked earlier
/// changes what a request means. Failures are JSON-RPC errors whose data is <see cref="ErrorData"/>.
/// </summary>
/// <remarks>
/// The life cycle is that of the Language Server Protocol 3.17, so any editor can start the host as a language server:
/// requests before <c>initialize</c> fail with -32002, requests after <c>shutdown</c> with -32600.
/// </remarks>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IRoleAssistServer
{
    /// <summary>Opens the conversation and says who is on each side.</summary>
    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken);

    /// <summary>The client is ready for notifications.</summary>
    [JsonRpcMethod("initialized", UseSingleObjectParameterDeserialization = true)]
    void Initialized(InitializedParams request);

    /// <summary>Sets how much the host logs, as LSP has it: the client's own log level may change at any time.</summary>
    [JsonRpcMethod("$/setTrace", UseSingleObjectParameterDeserialization = true)]
    void SetTrace(SetTraceParams request);

    /// <summary>Ends every session and stops accepting requests; the process goes on until <c>exit</c>.</summary>
    [JsonRpcMethod("shutdown")]
    Task ShutdownAsync(CancellationToken cancellationToken);

    /// <summary>Ends the process: with code 0 after <c>shutdown</c>, with 1 without it.</summary>
    [JsonRpcMethod("exit")]
    [SuppressMessage("Naming", "CA1716", Justification = "The name is LSP's.")]
    void Exit();

    /// <summary>The profiles of the AWS files, each with what it needs to be assumed and what is wrong with it.</summary>
    [JsonRpcMethod("roleassist/profiles/list", UseSingleObjectParameterDeserialization = true)]
    Task<ProfileList> ListProfilesAsync(ListProfilesParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a profile to the config file, whose other bytes stay as they are. What could not work is refused and
    /// nothing is written.
    /// </summary>
    [JsonRpcMethod("roleassist/profiles/setUp", UseSingleObjectParameterDeserialization = true)]
    Task<SetUpProfileResult> SetUpProfileAsync(SetUpProfileParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Assumes what a profile or a role ARN stands for and keeps the session. A session that is live and good for
    /// another 15 minutes is answered as it is. Fails with <see cref="ErrorCode.MfaRequired"/> when a code is needed
    /// and none came: ask for it and send the same request with <see cref="AssumeParams.TokenCode"/>.
    /// </summary>
    [JsonRpcMethod("roleassist/sessions/assume", UseSingleObjectParameterDeserialization = true)]
    Task<AssumeResult> AssumeAsync(AssumeParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a session anew, even where it is good. Fails as assuming does, and what was good still is then.
    /// </summary>
    [JsonRpcMethod("roleassist/sessions/refresh", UseSingleObjectParameterDeserialization = true)]
    Task<AssumeResult> RefreshSessionAsync(RefreshSessionParams request, CancellationToken cancellationToken);

    /// <summary>Forgets a session and its credentials.</summary>
    [JsonRpcMethod("roleassist/sessions/end", UseSingleObjectParameterDeserialization = true)]
    Task EndSessionAsync(EndSessionParams request, CancellationToken cancellationToken);

    /// <summary>The sessions as they are now.</summary>
    [JsonRpcMethod("roleassist/sessions/list", UseSingleObjectParameterDeserialization = true)]
    Task<SessionsSnapshot> ListSessionsAsync(ListSessionsParams request, CancellationToken cancellationToken);

    /// <summary>
    /// The environment that gives a new process a session's credentials. It holds secrets: pass it to the process
    /// that is started and to nothing else.
    /// </summary>
    [JsonRpcMethod("roleassist/terminals/getEnvironment", UseSingleObjectParameterDeserialization = true)]
    Task<TerminalEnvironment> GetTerminalEnvironmentAsync(GetTerminalEnvironmentParams request, CancellationToken cancellationToken);

    /// <summary>What to type into a shell that is already running so that it gets a session's credentials, or loses them.</summary>
    [JsonRpcMethod("roleassist/terminals/getStatement", UseSingleObjectParameterDeserialization = true)]
    Task<TerminalStatement> GetTerminalStatementAsync(GetTerminalStatementParams request, CancellationToken cancellationToken);

    /// <summary>Who AWS says a session is (<c>sts:GetCallerIdentity</c>).</summary>
    [JsonRpcMethod("roleassist/identity/get", UseSingleObjectParameterDeserialization = true)]
    Task<CallerIdentity> GetCallerIdentityAsync(GetCallerIdentityParams request, CancellationToken cancellationToken);

    /// <summary>What code there is to generate: languages and their templates.</summary>
    [JsonRpcMethod("roleassist/code/listTemplates", UseSingleObjectParameterDeserialization = true)]
    Task<CodeTemplateList> ListCodeTemplatesAsync(ListCodeTemplatesParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the code that gets a profile's credentials, as a file or as a snippet. Keys of a profile stay where they
    /// are: the code names the profile.
    /// </summary>
    [JsonRpcMethod("roleassist/code/generate", UseSingleObjectParameterDeserialization = true)]
    Task<CodeResult> GenerateCodeAsync(GenerateCodeParams request, CancellationToken cancellationToken);

    /// <summary>The AWS keys that stand in a text, whatever its language, and what to put in their place.</summary>
    [JsonRpcMethod("roleassist/code/findHardCodedKeys", UseSingleObjectParameterDeserialization = true)]
    Task<HardCodedKeyList> FindHardCodedKeysAsync(FindHardCodedKeysParams request, CancellationToken cancellationToken);

    /// <summary>Looks at all that RoleAssist depends on: files, environment, network, clock, itself.</summary>
    [JsonRpcMethod("roleassist/diagnostics/run", UseSingleObjectParameterDeserialization = true)]
    Task<DiagnosticsReport> RunDiagnosticsAsync(RunDiagnosticsParams request, CancellationToken cancellationToken);

    /// <summary>Starts a sandbox within the host, whose profiles then stand beside those of the AWS files. One that runs goes on.</summary>
    [JsonRpcMethod("roleassist/sandbox/start", UseSingleObjectParameterDeserialization = true)]
    Task<SandboxInfo> StartSandboxAsync(StartSandboxParams request, CancellationToken cancellationToken);

    /// <summary>Ends the sandbox with its profiles and their sessions.</summary>
    [JsonRpcMethod("roleassist/sandbox/stop", UseSingleObjectParameterDeserialization = true)]
    Task StopSandboxAsync(StopSandboxParams request, CancellationToken cancellationToken);

    /// <summary>A code of the sandbox's MFA device that is still good. It waits for the next one when the current one is spent.</summary>
    [JsonRpcMethod("roleassist/sandbox/getCode", UseSingleObjectParameterDeserialization = true)]
    Task<SandboxCode> GetSandboxCodeAsync(GetSandboxCodeParams request, CancellationToken cancellationToken);
}
