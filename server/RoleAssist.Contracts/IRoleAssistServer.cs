using System.Diagnostics.CodeAnalysis;
using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts;

/// <summary>
/// The requests that the host answers. Each method takes one params object and is independent of earlier requests.
/// Failures are JSON-RPC errors whose data is <see cref="ErrorData"/>.
/// </summary>
/// <remarks>
/// The life cycle follows the Language Server Protocol 3.17, so any editor can start the host as a language server:
/// requests before <c>initialize</c> fail with -32002, requests after <c>shutdown</c> with -32600.
/// </remarks>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IRoleAssistServer
{
    /// <summary>Opens the connection and exchanges names, versions and settings.</summary>
    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken);

    /// <summary>The client is ready for notifications.</summary>
    [JsonRpcMethod("initialized", UseSingleObjectParameterDeserialization = true)]
    void Initialized(InitializedParams request);

    /// <summary>Sets how much the host logs, as in LSP; the client may change it at any time.</summary>
    [JsonRpcMethod("$/setTrace", UseSingleObjectParameterDeserialization = true)]
    void SetTrace(SetTraceParams request);

    /// <summary>
    /// Says which SDKs the user works with; the client may change it at any time. The diagnostics of the AWS files then
    /// say what these SDKs do not read.
    /// </summary>
    [JsonRpcMethod("roleassist/sdks/set", UseSingleObjectParameterDeserialization = true)]
    void SetSdks(SetSdksParams request);

    /// <summary>Takes one of the two AWS files away from other users of the machine: <c>chmod 600</c>.</summary>
    [JsonRpcMethod("roleassist/files/restrict", UseSingleObjectParameterDeserialization = true)]
    Task RestrictFileAsync(RestrictFileParams request, CancellationToken cancellationToken);

    /// <summary>Ends all sessions and stops accepting requests; the process runs until <c>exit</c>.</summary>
    [JsonRpcMethod("shutdown")]
    Task ShutdownAsync(CancellationToken cancellationToken);

    /// <summary>Ends the process: with exit code 0 after <c>shutdown</c>, otherwise with 1.</summary>
    [JsonRpcMethod("exit")]
    [SuppressMessage("Naming", "CA1716", Justification = "The name is LSP's.")]
    void Exit();

    /// <summary>Lists the profiles in the AWS files, with what each needs to be assumed and its problems.</summary>
    [JsonRpcMethod("roleassist/profiles/list", UseSingleObjectParameterDeserialization = true)]
    Task<ProfileList> ListProfilesAsync(ListProfilesParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a profile to the config file and leaves every other byte unchanged. A profile that could not work is
    /// rejected, and nothing is written.
    /// </summary>
    [JsonRpcMethod("roleassist/profiles/setUp", UseSingleObjectParameterDeserialization = true)]
    Task<SetUpProfileResult> SetUpProfileAsync(SetUpProfileParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Assumes a profile or a role ARN and keeps the session. An existing session that is valid for another 15
    /// minutes is returned unchanged. Fails with <see cref="ErrorCode.MfaRequired"/> if a code is required but was not
    /// sent: ask for it and resend the request with <see cref="AssumeParams.TokenCode"/>.
    /// </summary>
    [JsonRpcMethod("roleassist/sessions/assume", UseSingleObjectParameterDeserialization = true)]
    Task<AssumeResult> AssumeAsync(AssumeParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a session's credentials even if they are still valid. Fails like <c>roleassist/sessions/assume</c>; the
    /// existing credentials then stay in use.
    /// </summary>
    [JsonRpcMethod("roleassist/sessions/refresh", UseSingleObjectParameterDeserialization = true)]
    Task<AssumeResult> RefreshSessionAsync(RefreshSessionParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over the kept sessions of a host that has ended, after a reload of the window or a crash. Nobody is asked
    /// for a code. Programs go on with the addresses that the previous host gave them.
    /// </summary>
    [JsonRpcMethod("roleassist/sessions/restore", UseSingleObjectParameterDeserialization = true)]
    Task<RestoredSessions> RestoreSessionsAsync(RestoreSessionsParams request, CancellationToken cancellationToken);

    /// <summary>Ends a session everywhere, in other windows and shells too, and discards its credentials.</summary>
    [JsonRpcMethod("roleassist/sessions/end", UseSingleObjectParameterDeserialization = true)]
    Task EndSessionAsync(EndSessionParams request, CancellationToken cancellationToken);

    /// <summary>Lists the current sessions.</summary>
    [JsonRpcMethod("roleassist/sessions/list", UseSingleObjectParameterDeserialization = true)]
    Task<SessionsSnapshot> ListSessionsAsync(ListSessionsParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Gets the environment that gives a new process a session's credentials. It contains secrets: pass it only to the
    /// process to start.
    /// </summary>
    [JsonRpcMethod("roleassist/terminals/getEnvironment", UseSingleObjectParameterDeserialization = true)]
    Task<TerminalEnvironment> GetTerminalEnvironmentAsync(
        GetTerminalEnvironmentParams request,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Gets the statement to type into a running shell to give it a session's credentials or to remove them.
    /// </summary>
    [JsonRpcMethod("roleassist/terminals/getStatement", UseSingleObjectParameterDeserialization = true)]
    Task<TerminalStatement> GetTerminalStatementAsync(
        GetTerminalStatementParams request,
        CancellationToken cancellationToken
    );

    /// <summary>Gets a session's caller identity from AWS (<c>sts:GetCallerIdentity</c>).</summary>
    [JsonRpcMethod("roleassist/identity/get", UseSingleObjectParameterDeserialization = true)]
    Task<CallerIdentity> GetCallerIdentityAsync(GetCallerIdentityParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Creates an address that opens the console as a session, once and within a minute. It needs a session, so it
    /// assumes the role unless there is one, and fails like <c>roleassist/sessions/assume</c>. The host opens no browser.
    /// </summary>
    [JsonRpcMethod("roleassist/console/createLink", UseSingleObjectParameterDeserialization = true)]
    Task<ConsoleLinkInfo> CreateConsoleLinkAsync(CreateConsoleLinkParams request, CancellationToken cancellationToken);

    /// <summary>Lists the services that the console can be opened at by name.</summary>
    [JsonRpcMethod("roleassist/console/services", UseSingleObjectParameterDeserialization = true)]
    Task<ConsoleServiceList> ListConsoleServicesAsync(
        ListConsoleServicesParams request,
        CancellationToken cancellationToken
    );

    /// <summary>Gets the state of the vault. It shows no prompt.</summary>
    [JsonRpcMethod("roleassist/vault/status", UseSingleObjectParameterDeserialization = true)]
    Task<VaultStatus> GetVaultStatusAsync(GetVaultStatusParams request, CancellationToken cancellationToken);

    /// <summary>Lists the keys in the vault and those in plain text. It works while the vault is locked.</summary>
    [JsonRpcMethod("roleassist/vault/list", UseSingleObjectParameterDeserialization = true)]
    Task<VaultKeyList> ListVaultKeysAsync(ListVaultKeysParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Moves keys from the AWS files to the vault. Fails with <see cref="ErrorCode.VaultLocked"/> before anything has
    /// changed: unlock the vault and resend the request.
    /// </summary>
    [JsonRpcMethod("roleassist/vault/import", UseSingleObjectParameterDeserialization = true)]
    Task<ImportKeysResult> ImportKeysAsync(ImportKeysParams request, CancellationToken cancellationToken);

    /// <summary>Adds a key to the vault, and the lines that use it to the config file.</summary>
    [JsonRpcMethod("roleassist/vault/add", UseSingleObjectParameterDeserialization = true)]
    Task<ImportedKey> AddKeyAsync(AddKeyParams request, CancellationToken cancellationToken);

    /// <summary>Removes a key from the vault, and the lines that use it from the config file.</summary>
    [JsonRpcMethod("roleassist/vault/remove", UseSingleObjectParameterDeserialization = true)]
    Task RemoveKeyAsync(RemoveKeyParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a key in the vault by a new one, or goes on with a rotation that was interrupted. Fails with
    /// <see cref="ErrorCode.MfaRequired"/> if a code is needed but was not sent.
    /// </summary>
    [JsonRpcMethod("roleassist/vault/rotate", UseSingleObjectParameterDeserialization = true)]
    Task<RotateKeyResult> RotateKeyAsync(RotateKeyParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Unlocks the vault. A keychain asks for its password itself; the request waits for it for a minute at most.
    /// </summary>
    [JsonRpcMethod("roleassist/vault/unlock", UseSingleObjectParameterDeserialization = true)]
    Task<VaultStatus> UnlockVaultAsync(UnlockVaultParams request, CancellationToken cancellationToken);

    /// <summary>Creates a store that a passphrase seals, for a machine without a keychain.</summary>
    [JsonRpcMethod("roleassist/vault/create", UseSingleObjectParameterDeserialization = true)]
    Task<VaultStatus> CreateVaultAsync(CreateVaultParams request, CancellationToken cancellationToken);

    /// <summary>Makes RoleAssist forget what it has opened of the vault.</summary>
    [JsonRpcMethod("roleassist/vault/lock", UseSingleObjectParameterDeserialization = true)]
    Task<VaultStatus> LockVaultAsync(LockVaultParams request, CancellationToken cancellationToken);

    /// <summary>Lists the languages that code can be generated in, and their templates.</summary>
    [JsonRpcMethod("roleassist/code/listTemplates", UseSingleObjectParameterDeserialization = true)]
    Task<CodeTemplateList> ListCodeTemplatesAsync(ListCodeTemplatesParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Generates code that gets a profile's credentials, as a file or as a snippet. The code refers to the profile and
    /// never contains its keys.
    /// </summary>
    [JsonRpcMethod("roleassist/code/generate", UseSingleObjectParameterDeserialization = true)]
    Task<CodeResult> GenerateCodeAsync(GenerateCodeParams request, CancellationToken cancellationToken);

    /// <summary>Finds AWS keys in a text of any language, and what to replace them with.</summary>
    [JsonRpcMethod("roleassist/code/findHardCodedKeys", UseSingleObjectParameterDeserialization = true)]
    Task<HardCodedKeyList> FindHardCodedKeysAsync(FindHardCodedKeysParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Checks what RoleAssist depends on: files, environment, network, clock and its own installation.
    /// </summary>
    [JsonRpcMethod("roleassist/diagnostics/run", UseSingleObjectParameterDeserialization = true)]
    Task<DiagnosticsReport> RunDiagnosticsAsync(RunDiagnosticsParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a sandbox in the host and adds its profiles to those of the AWS files. Does nothing if a sandbox is
    /// already running.
    /// </summary>
    [JsonRpcMethod("roleassist/sandbox/start", UseSingleObjectParameterDeserialization = true)]
    Task<SandboxInfo> StartSandboxAsync(StartSandboxParams request, CancellationToken cancellationToken);

    /// <summary>Stops the sandbox, removes its profiles and ends their sessions.</summary>
    [JsonRpcMethod("roleassist/sandbox/stop", UseSingleObjectParameterDeserialization = true)]
    Task StopSandboxAsync(StopSandboxParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Gets a valid code of the sandbox's MFA device. Waits for the next code if the current one has been used.
    /// </summary>
    [JsonRpcMethod("roleassist/sandbox/getCode", UseSingleObjectParameterDeserialization = true)]
    Task<SandboxCode> GetSandboxCodeAsync(GetSandboxCodeParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Begins a sign-in, or joins the one that waits already. The client opens the address; the host never opens a
    /// browser.
    /// </summary>
    [JsonRpcMethod("roleassist/signIn/begin", UseSingleObjectParameterDeserialization = true)]
    Task<BegunSignIn> BeginSignInAsync(BeginSignInParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until the user has signed in. Canceling ends the wait, not the sign-in; several clients may wait.
    /// </summary>
    [JsonRpcMethod("roleassist/signIn/await", UseSingleObjectParameterDeserialization = true)]
    Task<SignedIn> AwaitSignInAsync(AwaitSignInParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Brings the text that the page showed. A wrong text is an error, and the sign-in goes on waiting.
    /// </summary>
    [JsonRpcMethod("roleassist/signIn/submitCode", UseSingleObjectParameterDeserialization = true)]
    Task SubmitSignInCodeAsync(SubmitSignInCodeParams request, CancellationToken cancellationToken);

    /// <summary>Signs out, and says what this leaves.</summary>
    [JsonRpcMethod("roleassist/signIn/end", UseSingleObjectParameterDeserialization = true)]
    Task<EndedSignIn> EndSignInAsync(EndSignInParams request, CancellationToken cancellationToken);

    /// <summary>Lists everything in the AWS files that a user can sign in to, with its state.</summary>
    [JsonRpcMethod("roleassist/signIn/list", UseSingleObjectParameterDeserialization = true)]
    Task<SignInsSnapshot> ListSignInsAsync(ListSignInsParams request, CancellationToken cancellationToken);

    /// <summary>Adds an <c>sso-session</c> section to the config file and leaves every other byte unchanged.</summary>
    [JsonRpcMethod("roleassist/signIn/setUp", UseSingleObjectParameterDeserialization = true)]
    Task<SetUpSignInResult> SetUpSignInAsync(SetUpSignInParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the accounts of an <c>sso-session</c>. Fails with <see cref="ErrorCode.SsoLoginRequired"/> if the user must
    /// sign in first.
    /// </summary>
    [JsonRpcMethod("roleassist/signIn/listAccounts", UseSingleObjectParameterDeserialization = true)]
    Task<SsoAccountList> ListSsoAccountsAsync(ListSsoAccountsParams request, CancellationToken cancellationToken);

    /// <summary>Lists the roles of an account of an <c>sso-session</c>, and which of them have a profile.</summary>
    [JsonRpcMethod("roleassist/signIn/listRoles", UseSingleObjectParameterDeserialization = true)]
    Task<SsoRoleList> ListSsoRolesAsync(ListSsoRolesParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the accounts and roles of a sign-in to IAM Identity Center, and plans the profiles to add for them. Writes
    /// nothing. Hundreds of accounts take a minute.
    /// </summary>
    [JsonRpcMethod("roleassist/populate/preview", UseSingleObjectParameterDeserialization = true)]
    Task<PopulatePreview> PreviewPopulateAsync(PreviewPopulateParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Adds the profiles of a preview to the config file and leaves every other byte unchanged. Fails with
    /// <see cref="ErrorCode.InvalidArgument"/> if something has changed since the preview.
    /// </summary>
    [JsonRpcMethod("roleassist/populate/apply", UseSingleObjectParameterDeserialization = true)]
    Task<PopulateResult> ApplyPopulateAsync(ApplyPopulateParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the config file back as it was before the last change for a session. Fails with
    /// <see cref="ErrorCode.InvalidArgument"/> if the file has been changed since.
    /// </summary>
    [JsonRpcMethod("roleassist/populate/undo", UseSingleObjectParameterDeserialization = true)]
    Task<UndonePopulate> UndoPopulateAsync(UndoPopulateParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the accounts that a selector selects. Fails with <see cref="ErrorCode.MfaRequired"/> if their source needs a
    /// code.
    /// </summary>
    [JsonRpcMethod("roleassist/accounts/list", UseSingleObjectParameterDeserialization = true)]
    Task<AccountList> ListAccountsAsync(ListAccountsParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a command once for each account and region, and answers when the codes that it needs are spent. Fails with
    /// <see cref="ErrorCode.MfaRequired"/> for each MFA device that needs a code, and with
    /// <see cref="ErrorCode.ConfirmationRequired"/> if the accounts are not those that the user has confirmed.
    /// </summary>
    [JsonRpcMethod("roleassist/runs/start", UseSingleObjectParameterDeserialization = true)]
    Task<StartedRun> StartRunAsync(StartRunParams request, CancellationToken cancellationToken);

    /// <summary>Asks the commands of a run to end, and starts nothing more.</summary>
    [JsonRpcMethod("roleassist/runs/cancel", UseSingleObjectParameterDeserialization = true)]
    Task CancelRunAsync(CancelRunParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Runs again what failed, was not assumed or was canceled. Fails like <c>roleassist/runs/start</c> if it needs a code.
    /// </summary>
    [JsonRpcMethod("roleassist/runs/retry", UseSingleObjectParameterDeserialization = true)]
    Task<StartedRun> RetryRunAsync(RetryRunParams request, CancellationToken cancellationToken);

    /// <summary>Forgets a run that has ended, and discards its output.</summary>
    [JsonRpcMethod("roleassist/runs/forget", UseSingleObjectParameterDeserialization = true)]
    Task ForgetRunAsync(ForgetRunParams request, CancellationToken cancellationToken);

    /// <summary>Lists the items of a run.</summary>
    [JsonRpcMethod("roleassist/runs/items", UseSingleObjectParameterDeserialization = true)]
    Task<RunItemList> ListRunItemsAsync(ListRunItemsParams request, CancellationToken cancellationToken);

    /// <summary>Reads what the command of an item has printed so far.</summary>
    [JsonRpcMethod("roleassist/runs/output", UseSingleObjectParameterDeserialization = true)]
    Task<RunOutput> GetRunOutputAsync(GetRunOutputParams request, CancellationToken cancellationToken);

    /// <summary>Writes the results of a run into a file.</summary>
    [JsonRpcMethod("roleassist/runs/export", UseSingleObjectParameterDeserialization = true)]
    Task ExportRunAsync(ExportRunParams request, CancellationToken cancellationToken);

    /// <summary>Tells the user's decision about what an agent waits for.</summary>
    [JsonRpcMethod("roleassist/approvals/decide", UseSingleObjectParameterDeserialization = true)]
    Task<DecideApprovalResult> DecideApprovalAsync(DecideApprovalParams request, CancellationToken cancellationToken);

    /// <summary>
    /// Lets agents ask again for what the user has just said no to. Without it, nobody is asked about the same for a while.
    /// </summary>
    [JsonRpcMethod("roleassist/approvals/letAskAgain", UseSingleObjectParameterDeserialization = true)]
    Task<LetAgentsAskAgainResult> LetAgentsAskAgainAsync(
        LetAgentsAskAgainParams request,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Writes what a client of the Model Context Protocol needs to start <c>roleassist mcp</c>. It holds no secret.
    /// </summary>
    /// <remarks>Installs the launcher that it names.</remarks>
    [JsonRpcMethod("roleassist/mcp/getConfiguration", UseSingleObjectParameterDeserialization = true)]
    Task<McpConfiguration> GetMcpConfigurationAsync(
        GetMcpConfigurationParams request,
        CancellationToken cancellationToken
    );

    /// <summary>Lists what agents were given, from the audit trail.</summary>
    [JsonRpcMethod("roleassist/agents/handOuts", UseSingleObjectParameterDeserialization = true)]
    Task<AgentHandOuts> ListAgentHandOutsAsync(ListAgentHandOutsParams request, CancellationToken cancellationToken);
}
