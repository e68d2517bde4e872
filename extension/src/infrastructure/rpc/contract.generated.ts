// Generated from server/RoleAssist.Contracts; do not edit. A test of tests/RoleAssist.Contracts.Tests compares it with
// the C# code and rewrites it when UPDATE_CONTRACT=1 is set.
import * as guard from './guards.ts';

/** The names of the methods. */
export const Methods = {
  /** Opens the connection and exchanges names, versions and settings. */
  initialize: 'initialize',
  /** The client is ready for notifications. */
  initialized: 'initialized',
  /** Sets how much the host logs, as in LSP; the client may change it at any time. */
  setTrace: '$/setTrace',
  /**
   * Says which SDKs the user works with; the client may change it at any time. The diagnostics of the AWS files then
   * say what these SDKs do not read.
   */
  setSdks: 'roleassist/sdks/set',
  /** Takes one of the two AWS files away from other users of the machine: `chmod 600`. */
  restrictFile: 'roleassist/files/restrict',
  /** Ends all sessions and stops accepting requests; the process runs until `exit`. */
  shutdown: 'shutdown',
  /** Ends the process: with exit code 0 after `shutdown`, otherwise with 1. */
  exit: 'exit',
  /** Lists the profiles in the AWS files, with what each needs to be assumed and its problems. */
  listProfiles: 'roleassist/profiles/list',
  /**
   * Adds a profile to the config file and leaves every other byte unchanged. A profile that could not work is rejected,
   * and nothing is written.
   */
  setUpProfile: 'roleassist/profiles/setUp',
  /**
   * Assumes a profile or a role ARN and keeps the session. An existing session that is valid for another 15 minutes is
   * returned unchanged. Fails with `ErrorCode.MfaRequired` if a code is required but was not sent: ask for it and
   * resend the request with `AssumeParams.tokenCode`.
   */
  assume: 'roleassist/sessions/assume',
  /**
   * Replaces a session's credentials even if they are still valid. Fails like `roleassist/sessions/assume`; the
   * existing credentials then stay in use.
   */
  refreshSession: 'roleassist/sessions/refresh',
  /**
   * Takes over the kept sessions of a host that has ended, after a reload of the window or a crash. Nobody is asked for
   * a code. Programs go on with the addresses that the previous host gave them.
   */
  restoreSessions: 'roleassist/sessions/restore',
  /** Ends a session everywhere, in other windows and shells too, and discards its credentials. */
  endSession: 'roleassist/sessions/end',
  /** Lists the current sessions. */
  listSessions: 'roleassist/sessions/list',
  /**
   * Gets the environment that gives a new process a session's credentials. It contains secrets: pass it only to the
   * process to start.
   */
  getTerminalEnvironment: 'roleassist/terminals/getEnvironment',
  /** Gets the statement to type into a running shell to give it a session's credentials or to remove them. */
  getTerminalStatement: 'roleassist/terminals/getStatement',
  /** Gets a session's caller identity from AWS (`sts:GetCallerIdentity`). */
  getCallerIdentity: 'roleassist/identity/get',
  /**
   * Creates an address that opens the console as a session, once and within a minute. It needs a session, so it assumes
   * the role unless there is one, and fails like `roleassist/sessions/assume`. The host opens no browser.
   */
  createConsoleLink: 'roleassist/console/createLink',
  /** Lists the services that the console can be opened at by name. */
  listConsoleServices: 'roleassist/console/services',
  /** Gets the state of the vault. It shows no prompt. */
  getVaultStatus: 'roleassist/vault/status',
  /** Lists the keys in the vault and those in plain text. It works while the vault is locked. */
  listVaultKeys: 'roleassist/vault/list',
  /**
   * Moves keys from the AWS files to the vault. Fails with `ErrorCode.VaultLocked` before anything has changed: unlock
   * the vault and resend the request.
   */
  importKeys: 'roleassist/vault/import',
  /** Adds a key to the vault, and the lines that use it to the config file. */
  addKey: 'roleassist/vault/add',
  /** Removes a key from the vault, and the lines that use it from the config file. */
  removeKey: 'roleassist/vault/remove',
  /**
   * Replaces a key in the vault by a new one, or goes on with a rotation that was interrupted. Fails with
   * `ErrorCode.MfaRequired` if a code is needed but was not sent.
   */
  rotateKey: 'roleassist/vault/rotate',
  /** Unlocks the vault. A keychain asks for its password itself; the request waits for it for a minute at most. */
  unlockVault: 'roleassist/vault/unlock',
  /** Creates a store that a passphrase seals, for a machine without a keychain. */
  createVault: 'roleassist/vault/create',
  /** Makes RoleAssist forget what it has opened of the vault. */
  lockVault: 'roleassist/vault/lock',
  /** Lists the languages that code can be generated in, and their templates. */
  listCodeTemplates: 'roleassist/code/listTemplates',
  /**
   * Generates code that gets a profile's credentials, as a file or as a snippet. The code refers to the profile and
   * never contains its keys.
   */
  generateCode: 'roleassist/code/generate',
  /** Finds AWS keys in a text of any language, and what to replace them with. */
  findHardCodedKeys: 'roleassist/code/findHardCodedKeys',
  /** Checks what RoleAssist depends on: files, environment, network, clock and its own installation. */
  runDiagnostics: 'roleassist/diagnostics/run',
  /**
   * Starts a sandbox in the host and adds its profiles to those of the AWS files. Does nothing if a sandbox is already
   * running.
   */
  startSandbox: 'roleassist/sandbox/start',
  /** Stops the sandbox, removes its profiles and ends their sessions. */
  stopSandbox: 'roleassist/sandbox/stop',
  /** Gets a valid code of the sandbox's MFA device. Waits for the next code if the current one has been used. */
  getSandboxCode: 'roleassist/sandbox/getCode',
  /**
   * Begins a sign-in, or joins the one that waits already. The client opens the address; the host never opens a
   * browser.
   */
  beginSignIn: 'roleassist/signIn/begin',
  /** Waits until the user has signed in. Canceling ends the wait, not the sign-in; several clients may wait. */
  awaitSignIn: 'roleassist/signIn/await',
  /** Brings the text that the page showed. A wrong text is an error, and the sign-in goes on waiting. */
  submitSignInCode: 'roleassist/signIn/submitCode',
  /** Signs out, and says what this leaves. */
  endSignIn: 'roleassist/signIn/end',
  /** Lists everything in the AWS files that a user can sign in to, with its state. */
  listSignIns: 'roleassist/signIn/list',
  /** Adds an `sso-session` section to the config file and leaves every other byte unchanged. */
  setUpSignIn: 'roleassist/signIn/setUp',
  /** Lists the accounts of an `sso-session`. Fails with `ErrorCode.SsoLoginRequired` if the user must sign in first. */
  listSsoAccounts: 'roleassist/signIn/listAccounts',
  /** Lists the roles of an account of an `sso-session`, and which of them have a profile. */
  listSsoRoles: 'roleassist/signIn/listRoles',
  /**
   * Lists the accounts and roles of a sign-in to IAM Identity Center, and plans the profiles to add for them. Writes
   * nothing. Hundreds of accounts take a minute.
   */
  previewPopulate: 'roleassist/populate/preview',
  /**
   * Adds the profiles of a preview to the config file and leaves every other byte unchanged. Fails with
   * `ErrorCode.InvalidArgument` if something has changed since the preview.
   */
  applyPopulate: 'roleassist/populate/apply',
  /**
   * Gives the config file back as it was before the last change for a session. Fails with `ErrorCode.InvalidArgument`
   * if the file has been changed since.
   */
  undoPopulate: 'roleassist/populate/undo',
  /** Lists the accounts that a selector selects. Fails with `ErrorCode.MfaRequired` if their source needs a code. */
  listAccounts: 'roleassist/accounts/list',
  /**
   * Starts a command once for each account and region, and answers when the codes that it needs are spent. Fails with
   * `ErrorCode.MfaRequired` for each MFA device that needs a code, and with `ErrorCode.ConfirmationRequired` if the
   * accounts are not those that the user has confirmed.
   */
  startRun: 'roleassist/runs/start',
  /** Asks the commands of a run to end, and starts nothing more. */
  cancelRun: 'roleassist/runs/cancel',
  /** Runs again what failed, was not assumed or was canceled. Fails like `roleassist/runs/start` if it needs a code. */
  retryRun: 'roleassist/runs/retry',
  /** Forgets a run that has ended, and discards its output. */
  forgetRun: 'roleassist/runs/forget',
  /** Lists the items of a run. */
  listRunItems: 'roleassist/runs/items',
  /** Reads what the command of an item has printed so far. */
  getRunOutput: 'roleassist/runs/output',
  /** Writes the results of a run into a file. */
  exportRun: 'roleassist/runs/export',
  /** Tells the user's decision about what an agent waits for. */
  decideApproval: 'roleassist/approvals/decide',
  /**
   * Lets agents ask again for what the user has just said no to. Without it, nobody is asked about the same for a
   * while.
   */
  letAgentsAskAgain: 'roleassist/approvals/letAskAgain',
  /** Writes what a client of the Model Context Protocol needs to start `roleassist mcp`. It holds no secret. */
  getMcpConfiguration: 'roleassist/mcp/getConfiguration',
  /** Lists what agents were given, from the audit trail. */
  listAgentHandOuts: 'roleassist/agents/handOuts',
  /** The sessions have changed. The params are a full snapshot, not a difference. */
  sessionsChanged: 'roleassist/sessionsChanged',
  /** The profiles in the AWS files have changed, or the sandbox was started or stopped. */
  profilesChanged: 'roleassist/profilesChanged',
  /** What a user is signed in to has changed, here or in another program. The params are a full snapshot. */
  signInsChanged: 'roleassist/signInsChanged',
  /** Runs have changed. The params are a full snapshot with counts, at most a few times a second. */
  runsChanged: 'roleassist/runsChanged',
  /** An agent waits for the user's word: show who asks for what, and send `roleassist/approvals/decide`. */
  approvalRequested: 'roleassist/approvals/didRequest',
  /** An agent waits no longer, so that there is nothing to decide any more. */
  approvalEnded: 'roleassist/approvals/didEnd',
} as const;

/** The part of LSP's `initialize` parameters that the host reads. Others are ignored. */
export interface InitializeParams {
  /** The client's process ID. The host exits when that process ends. Not watched if null or absent. */
  readonly processId?: number;
  /** The client's name and version, for the log and the audit trail. */
  readonly clientInfo?: ClientInfo;
  /** The user's settings. */
  readonly initializationOptions?: InitializationOptions;
  /** What the client can do. */
  readonly capabilities?: ClientCapabilities;
  /** How much the host logs: LSP's `off`, `messages` or `verbose`. */
  readonly trace?: string;
}

export interface ClientInfo {
  /** The client's name, for example the editor's. */
  readonly name: string;
  /** The client's version. */
  readonly version?: string;
}

/** How MFA codes are used. */
export type MfaPreference =
  /** One code for as many roles as possible; a separate code for roles that need to last longer than that allows. */
  | 'automatic'
  /** One code per role; sessions can use the role's maximum duration. */
  | 'direct'
  /** One code for all of a device's roles; each session lasts at most an hour and is renewed without a code. */
  | 'prime';

/** How credentials reach a program. */
export type DeliveryMode =
  /** The way that takes precedence in every SDK and renews credentials, given the current configuration. */
  | 'auto'
  /** The credentials in environment variables. They are valid until they expire and are not renewed. */
  | 'environment'
  /** A local credentials endpoint, as containers use; renewed automatically. */
  | 'endpoint'
  /**
   * A profile in a generated config file that contains no secrets and uses the local endpoint; renewed automatically.
   */
  | 'profile';

/** What programs that act for a person (agents) get when they ask for a role. */
export type AgentAccess =
  /** Nothing. */
  | 'deny'
  /**
   * Another session of the same role, which reads configuration and metrics, for an hour at most; of a production role
   * only after the user's yes.
   */
  | 'scoped'
  /** The same as the user, and recorded as an agent's. */
  | 'same';

/** The user's settings. An absent setting has its default value. */
export interface InitializationOptions {
  /** The workspace's name, for use in role session names. */
  readonly workspace?: string;
  /** A template for role session names, such as `{user}@{host}`. */
  readonly sessionName?: string;
  /** How MFA codes are used. */
  readonly mfaCodes?: MfaPreference;
  /** How long one code serves all of its device's roles, in seconds: 900 to 129600, by default 8 hours. */
  readonly primeSeconds?: number;
  /** Whether to write the audit trail; true by default. */
  readonly audit?: boolean;
  /** How credentials reach programs; `auto` by default. */
  readonly delivery?: DeliveryMode;
  /**
   * Whether the host keeps running if the connection ends without `exit`, until the process with ID `processId` ends.
   */
  readonly outlivesConnection?: boolean;
  /** Which profiles are production: words in profile names, profile name patterns with `*` and `?`, or accounts. */
  readonly production?: readonly string[];
  /**
   * Whether sessions are kept sealed on disk and shared with this user's other processes: `on`, `off`, or `auto`, the
   * default: if the vault is a keychain of the operating system.
   */
  readonly keepSessions?: string;
  /**
   * Where the tokens of sign-ins to Identity Center are kept: `cache`, the default, in the files that AWS' tools share,
   * or `vault`, sealed for RoleAssist alone.
   */
  readonly ssoTokens?: string;
  /**
   * The SDKs that the user works with, as in `roleassist/sdks/set`. What they do not read in the AWS files is reported.
   */
  readonly sdks?: readonly string[];
  /**
   * What agents get; `scoped` by default. A client that sends it also shows `roleassist/approvals/didRequest` to the
   * user; without it, agents are refused what takes the user's yes.
   */
  readonly agents?: AgentAccess;
}

export interface CompletionItemClientCapabilities {
  /** Whether it can insert snippets. */
  readonly snippetSupport?: boolean;
}

export interface CompletionClientCapabilities {
  /** What it can do with one item. */
  readonly completionItem?: CompletionItemClientCapabilities;
}

export interface HoverClientCapabilities {
  /** The formats that it can show, such as `markdown`. */
  readonly contentFormat?: readonly string[];
}

export interface DefinitionClientCapabilities {
  /** Whether it understands LSP's `LocationLink`. */
  readonly linkSupport?: boolean;
}

export interface DocumentSymbolClientCapabilities {
  /** Whether it understands LSP's `DocumentSymbol`. */
  readonly hierarchicalDocumentSymbolSupport?: boolean;
}

/** A client with this member asks for diagnostics. */
export interface DiagnosticClientCapabilities {
  /** Whether it takes those of other documents in an answer. */
  readonly relatedDocumentSupport?: boolean;
}

export interface TextDocumentClientCapabilities {
  /** What it can do with completions. */
  readonly completion?: CompletionClientCapabilities;
  /** What it can show in a hover. */
  readonly hover?: HoverClientCapabilities;
  /** What it can do with definitions. */
  readonly definition?: DefinitionClientCapabilities;
  /** What it can do with outlines. */
  readonly documentSymbol?: DocumentSymbolClientCapabilities;
  /** Present if it asks for diagnostics. */
  readonly diagnostic?: DiagnosticClientCapabilities;
}

export interface WorkspaceEditClientCapabilities {
  /** Whether it understands edits with the versions of their documents. */
  readonly documentChanges?: boolean;
}

export interface WorkspaceClientCapabilities {
  /** What it can do with edits of several documents. */
  readonly workspaceEdit?: WorkspaceEditClientCapabilities;
}

/**
 * The client's commands for code lenses. Each takes the name of a profile. There is no lens for a command that is
 * absent.
 */
export interface LensCommands {
  /** Assumes the profile. */
  readonly assumeCommand?: string;
  /** Shows how its credentials would be obtained. */
  readonly explainCommand?: string;
  /** Opens the AWS console. */
  readonly consoleCommand?: string;
  /** Moves long-lived keys into the vault; for code actions. */
  readonly moveKeysCommand?: string;
  /** Generates code; for code actions. */
  readonly generateCodeCommand?: string;
  /** Takes a file away from other users; for code actions. It takes the file's URI instead of a profile. */
  readonly restrictFileCommand?: string;
}

export interface ExperimentalClientCapabilities {
  /** The client's commands. */
  readonly roleassist?: LensCommands;
}

/** The part of LSP's `ClientCapabilities` that the host reads. */
export interface ClientCapabilities {
  /** What the client can do with documents. */
  readonly textDocument?: TextDocumentClientCapabilities;
  /** What it can do with the workspace. */
  readonly workspace?: WorkspaceClientCapabilities;
  /** What is not LSP's. A client may send anything here. */
  readonly experimental?: ExperimentalClientCapabilities;
}

export interface InitializeResult {
  /** The supported features of the Language Server Protocol. */
  readonly capabilities: ServerCapabilities;
  /** The host's name and version. */
  readonly serverInfo: ServerInfo;
}

export interface TextDocumentSyncOptions {
  /** Whether the client says which documents are open. */
  readonly openClose: boolean;
  /** How it sends changes: 2 for the changed ranges. */
  readonly change: number;
}

export interface CompletionOptions {
  /** Characters after which the client asks by itself. */
  readonly triggerCharacters: readonly string[];
}

export interface CodeLensOptions {
  /** Whether a lens needs a second request. */
  readonly resolveProvider: boolean;
}

export interface DocumentLinkOptions {
  /** Whether a link needs a second request. */
  readonly resolveProvider: boolean;
}

export interface RenameOptions {
  /** Whether the host says beforehand if a rename is possible. */
  readonly prepareProvider: boolean;
}

export interface SemanticTokensLegend {
  /** The types by number. */
  readonly tokenTypes: readonly string[];
  /** The modifiers by bit. */
  readonly tokenModifiers: readonly string[];
}

export interface SemanticTokensOptions {
  /** What the numbers in the answers mean. */
  readonly legend: SemanticTokensLegend;
  /** Whether a whole document is colored at once. */
  readonly full: boolean;
}

export interface CodeActionOptions {
  /** The kinds of actions that the host offers. */
  readonly codeActionKinds: readonly string[];
}

export interface DocumentFilter {
  /** The language of the documents. */
  readonly language: string;
}

export interface DiagnosticOptions {
  /** The documents to ask about. */
  readonly documentSelector: readonly DocumentFilter[];
  /** The host's name for these diagnostics. */
  readonly identifier: string;
  /** Whether a change of one document changes the diagnostics of another. */
  readonly interFileDependencies: boolean;
  /** Whether the client can ask about all documents at once. */
  readonly workspaceDiagnostics: boolean;
}

export interface ExperimentalServerCapabilities {
  /** The URIs of the two AWS files: documents of the language `aws-config`. */
  readonly awsFiles: readonly string[];
}

export interface ServerCapabilities {
  /** Always `utf-16`, which every client understands. */
  readonly positionEncoding: string;
  /** How the client sends the documents that it shows. */
  readonly textDocumentSync: TextDocumentSyncOptions;
  /** The host completes. */
  readonly completionProvider?: CompletionOptions;
  /** The host describes what is at a position. */
  readonly hoverProvider?: boolean;
  /** The host finds the section of a name. */
  readonly definitionProvider?: boolean;
  /** The host finds where a name is used. */
  readonly referencesProvider?: boolean;
  /** The host finds where a name is used in the document. */
  readonly documentHighlightProvider?: boolean;
  /** The host outlines documents; absent for a client with flat outlines only. */
  readonly documentSymbolProvider?: boolean;
  /** The host offers commands at headers; absent for a client that has named none. */
  readonly codeLensProvider?: CodeLensOptions;
  /** The host finds links. */
  readonly documentLinkProvider?: DocumentLinkOptions;
  /** The host formats. */
  readonly documentFormattingProvider?: boolean;
  /** The host renames. */
  readonly renameProvider?: RenameOptions;
  /** The host finds what can be folded. */
  readonly foldingRangeProvider?: boolean;
  /** The host colors documents. */
  readonly semanticTokensProvider?: SemanticTokensOptions;
  /** The host says numbers in words. */
  readonly inlayHintProvider?: boolean;
  /** The host mends mistakes. */
  readonly codeActionProvider?: CodeActionOptions;
  /** How to ask for diagnostics; absent for a client to which they are published. */
  readonly diagnosticProvider?: DiagnosticOptions;
  /** What is not LSP's. */
  readonly experimental?: ExperimentalServerCapabilities;
}

export interface ServerInfo {
  /** Always `roleassist`. */
  readonly name: string;
  /** The host's version, for example `0.1.0`. */
  readonly version: string;
}

export type InitializedParams = Record<string, never>;

export interface SetTraceParams {
  /**
   * `off` for the log level that the host was started with, `messages` for a line per request and AWS call, `verbose`
   * for everything.
   */
  readonly value?: string;
}

export interface SetSdksParams {
  /**
   * Any of `cli`, `boto3`, `net`, `powerShell`, `javaScript`, `go`, `java`, `rust` and `kotlin`. Others are ignored.
   */
  readonly sdks: readonly string[];
}

export interface RestrictFileParams {
  /** One of the two AWS files. */
  readonly uri: string;
}

export type ListProfilesParams = Record<string, never>;

export interface ProfileList {
  /** Every profile, in the order of the files. */
  readonly profiles: readonly ProfileInfo[];
  /** Problems in the files that do not belong to a profile. */
  readonly problems: readonly Problem[];
}

/** Where a profile's credentials come from. */
export type ProfileKind =
  /** Settings only; the profile has no credentials. */
  | 'settings'
  /** A role assumed with other credentials. */
  | 'role'
  /** Access keys in the file. */
  | 'accessKey'
  /** Access keys in the environment (`credential_source = Environment`). */
  | 'environment'
  /** This EC2 instance's role. */
  | 'instanceMetadata'
  /** The container's credentials endpoint. */
  | 'container'
  /** IAM Identity Center with an `[sso-session]` section. */
  | 'ssoSession'
  /** IAM Identity Center in the legacy form without a session section. */
  | 'sso'
  /** A role assumed with an OpenID Connect token from a file. */
  | 'webIdentity'
  /** A program that prints credentials (`credential_process`). */
  | 'process'
  /** A console login (`login_session`). */
  | 'login';

export type ProblemSeverity =
  /** The configuration cannot work. */
  | 'error'
  /** The configuration works, but probably not as intended, or not in every tool. */
  | 'warning'
  /** Information only. */
  | 'information';

export interface Problem {
  /** The kind of problem; an error name as in `ErrorData.code`. */
  readonly code: string;
  /** The severity. */
  readonly severity: ProblemSeverity;
  /** What is wrong and how to fix it. */
  readonly message: string;
  /** The file, if the problem has a location. */
  readonly file?: string;
  /** The line, from 1. */
  readonly line?: number;
  /** The column, from 1. */
  readonly column?: number;
}

export interface ProfileInfo {
  /** The profile's name as AWS tools accept it. */
  readonly name: string;
  /** Where its credentials come from. */
  readonly kind: ProfileKind;
  /** The number of MFA codes needed to assume it. */
  readonly codesNeeded: number;
  /** Errors that prevent assuming it, and warnings. */
  readonly problems: readonly Problem[];
  /** The account ID, 12 digits, if the files contain it. */
  readonly account?: string;
  /** The role to assume. */
  readonly roleArn?: string;
  /** The profile whose credentials assume the role. */
  readonly sourceProfile?: string;
  /** The profile's region. */
  readonly region?: string;
  /** The MFA device that any step of the chain requires. */
  readonly mfaSerial?: string;
  /** The session's duration, if the profile sets one. */
  readonly durationSeconds?: number;
  /** A short summary of what assuming it requires now and how long the session lasts. */
  readonly plan?: string;
  /** Whether it belongs to the sandbox and has no access to AWS. */
  readonly isSandbox?: boolean;
  /** The file that contains the profile. */
  readonly file?: string;
  /** The line of its header, from 1. */
  readonly line?: number;
  /** True if the user's settings mark it as production. */
  readonly isProduction?: boolean;
  /** The age in days, at least, of its key in the vault; absent if it has none. */
  readonly keyAgeDays?: number;
  /** Whether its long-lived key is in plain text in an AWS file. */
  readonly hasPlainKey?: boolean;
}

/**
 * A profile to add to the config file: a role, an Identity Center permission set, or settings only. There are no
 * members for keys because RoleAssist never writes keys to a file.
 */
export interface SetUpProfileParams {
  /** The profile's name. */
  readonly name: string;
  /** The profile's region. */
  readonly region?: string;
  /** The role to assume. */
  readonly roleArn?: string;
  /** The profile whose credentials assume the role. */
  readonly sourceProfile?: string;
  /** The serial number or ARN of the MFA device that the role requires. */
  readonly mfaSerial?: string;
  /** The external ID from the role's owner. */
  readonly externalId?: string;
  /** The session's duration in seconds, 900 to 43200. */
  readonly durationSeconds?: number;
  /** The SSO session to use. A new one is added with `ssoStartUrl` and `ssoRegion`. */
  readonly ssoSession?: string;
  /** The start URL of a new SSO session. */
  readonly ssoStartUrl?: string;
  /** Identity Center's region, for a new SSO session. */
  readonly ssoRegion?: string;
  /** The permission set's account, 12 digits. */
  readonly ssoAccountId?: string;
  /** The permission set's name. */
  readonly ssoRoleName?: string;
  /** The AWS CLI's output format. */
  readonly output?: string;
}

export interface SetUpProfileResult {
  /** The file that the profile was added to. */
  readonly file: string;
  /** The line of its header, from 1. */
  readonly line: number;
}

/** What to assume (a profile, a role ARN or both) and which of the profile's settings to override. */
export interface AssumeParams {
  /** The profile to assume. */
  readonly profile?: string;
  /** The role to assume instead of the profile's own. */
  readonly roleArn?: string;
  /** The profile whose credentials assume `roleArn`. */
  readonly sourceProfile?: string;
  /** The MFA device's current code, six digits. */
  readonly tokenCode?: string;
  /** The session's duration in seconds, 900 to 43200. */
  readonly durationSeconds?: number;
  /** The role session name, which CloudTrail records. */
  readonly roleSessionName?: string;
  /** The region to use. */
  readonly region?: string;
  /** The external ID that the role's trust policy requires. */
  readonly externalId?: string;
  /** The MFA device's serial number or ARN. */
  readonly mfaSerial?: string;
  /** An inline session policy as JSON text. */
  readonly policy?: string;
  /** The ARNs of managed policies to use as session policies. */
  readonly policyArns?: readonly string[];
  /** Session tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The keys of tags that are passed on to chained roles. */
  readonly transitiveTagKeys?: readonly string[];
  /** The source identity, which CloudTrail records throughout a role chain. */
  readonly sourceIdentity?: string;
  /**
   * A predefined session policy: `read-only`, `no-iam`, `agent` or `agent+logs`, which services and regions may narrow,
   * as in `agent:s3,lambda@eu-central-1`; or `only:SERVICE,…`.
   */
  readonly policyPreset?: string;
  /** Overrides the setting for how MFA codes are used. */
  readonly mfaCodes?: MfaPreference;
  /** An account and role of a sign-in, instead of a profile. */
  readonly ssoAccount?: SsoAccountRole;
  /**
   * The agent that gets the session, which is narrowed for it: another session than the user's, whatever else is sent.
   */
  readonly agent?: string;
}

/** An account and role of a sign-in to IAM Identity Center, for which no profile is needed. */
export interface SsoAccountRole {
  /** The name of the `sso-session`. */
  readonly session: string;
  /** The account ID, 12 digits. */
  readonly accountId: string;
  /** The permission set's role. */
  readonly roleName: string;
}

export interface AssumeResult {
  /** The new or existing session. */
  readonly session: SessionInfo;
  /** A sentence for the user, once: the vault is locked, so the session is not kept for other windows and shells. */
  readonly lockedVaultRemark?: string;
}

export type SessionState =
  /** The session is being assumed for the first time. */
  | 'assuming'
  /** The credentials are valid and are renewed before they expire. */
  | 'active'
  /** The credentials are about to expire, and renewing them has not succeeded yet. */
  | 'expiring'
  /** The credentials are being renewed; the current ones are valid. */
  | 'refreshing'
  /** Renewal needs an MFA code: assume the session again with one. */
  | 'needsMfa'
  /** The credentials have expired; assume the session again. */
  | 'expired'
  /** Renewal failed, and the session has no valid credentials. */
  | 'failed';

/** A session, without secrets. */
export interface SessionInfo {
  /** The session's ID. It is valid as long as the host runs and does not change on renewal. */
  readonly sessionId: string;
  /** The session's profile, or the role ARN if there is no profile. */
  readonly profile: string;
  /** The account ID, 12 digits. */
  readonly account: string;
  /** The caller's ARN at AWS. */
  readonly arn: string;
  /** The session's state. */
  readonly state: SessionState;
  /** The session's region. */
  readonly region?: string;
  /** When the credentials expire (UTC). Absent for long-term access keys and before there are credentials. */
  readonly expiration?: string;
  /** The MFA device whose code is needed now. */
  readonly mfaSerial?: string;
  /** A sentence for the user about the session. */
  readonly remark?: string;
  /** Whether it belongs to the sandbox and has no access to AWS. */
  readonly isSandbox?: boolean;
  /** A short description of the credentials that the role is assumed with. */
  readonly source?: string;
  /** True if the user's settings mark it as production. */
  readonly isProduction?: boolean;
  /** What the user must sign in to before the session can be renewed. */
  readonly signIn?: string;
  /** The agent that the session is for; absent for the user's own. */
  readonly agent?: string;
  /**
   * The policy preset that narrows the session, such as `read-only`; absent if it may do all that the role may, and for
   * a policy that has no name. An agent's session is narrowed by `agent` too.
   */
  readonly policyPreset?: string;
}

export interface RefreshSessionParams {
  /** The session to renew. */
  readonly sessionId: string;
  /** The MFA device's current code, six digits. */
  readonly tokenCode?: string;
}

export interface RestoreSessionsParams {
  /** The host whose sessions to restore, as its snapshots named it. */
  readonly hostId: string;
}

export interface RestoredSessions {
  /** The sessions that go on; the others need a code, or were not kept. */
  readonly sessions: readonly SessionInfo[];
}

export interface EndSessionParams {
  /** The session to end. */
  readonly sessionId: string;
}

export type ListSessionsParams = Record<string, never>;

/** A snapshot of all sessions. */
export interface SessionsSnapshot {
  /** Increases with every change; the snapshot with the higher revision is newer. */
  readonly revision: number;
  /** The name of the host process, for `roleassist/sessions/restore` after it has ended. It is not a secret. */
  readonly hostId: string;
  /** The sessions, the most recently assumed first. */
  readonly sessions: readonly SessionInfo[];
}

export interface GetTerminalEnvironmentParams {
  /** The session whose credentials the process gets. */
  readonly sessionId: string;
  /** What the environment is for; `terminal` by default. */
  readonly use?: EnvironmentUse;
  /** Overrides the setting for how credentials reach the process. */
  readonly delivery?: DeliveryMode;
}

/** What an environment is for, which determines whether it can remove variables. */
export type EnvironmentUse =
  /** A single new terminal. Variables can be removed. */
  | 'terminal'
  /** All terminals opened from now on. It must not change on renewal and cannot remove variables. */
  | 'allTerminals'
  /** A debug session or a task. It is added to an inherited environment and cannot remove variables. */
  | 'process';

export interface TerminalEnvironment {
  /** The variables to set or remove in the process' environment. */
  readonly variables: readonly EnvironmentVariable[];
  /** How the credentials reach the process; never `auto`. */
  readonly delivery: DeliveryMode;
  /** A sentence that explains the choice of delivery. */
  readonly reason: string;
  /** Sentences about what overrides the credentials in some tools, and how to fix it. */
  readonly warning?: string;
  /**
   * Whether the variables contain no secret and still work after the host was restarted, so that a terminal may be
   * restored with them.
   */
  readonly survivesReload?: boolean;
}

export interface EnvironmentVariable {
  /** The variable's name. */
  readonly name: string;
  /** The value, or null to remove an inherited variable. */
  readonly value: string | null;
}

export interface GetTerminalStatementParams {
  /** The shell that evaluates the statement: one that `roleassist env --shell` supports. */
  readonly shell: string;
  /**
   * The session whose credentials the shell gets. If absent, the statement removes a session's variables from the
   * shell.
   */
  readonly sessionId?: string;
  /** Overrides the setting for how credentials reach the shell's programs. */
  readonly delivery?: DeliveryMode;
}

export interface TerminalStatement {
  /** One line to type into the shell. It contains no secret, only a short-lived ticket that can be redeemed once. */
  readonly text: string;
}

export interface GetCallerIdentityParams {
  /** The session to query. */
  readonly sessionId: string;
}

export interface CallerIdentity {
  /** The account, 12 digits. */
  readonly account: string;
  /** The ARN of the user or the assumed-role session. */
  readonly arn: string;
  /** The principal's unique ID at AWS. */
  readonly userId: string;
  /** The profile whose credentials were used; absent for credentials from the environment. */
  readonly profile?: string;
  /** When the credentials expire (UTC); null if they do not. */
  readonly expiration?: string;
}

export interface CreateConsoleLinkParams {
  /** The session to sign in; instead of a profile. */
  readonly sessionId?: string;
  /** The profile, or a role as an ARN or ACCOUNT/NAME; instead of a session. */
  readonly profile?: string;
  /** A service's short name, or the ARN of a resource. Defaults to the console's home page. */
  readonly service?: string;
  /** The region to show; defaults to the session's. */
  readonly region?: string;
  /** A whole address of the console, instead of a service. */
  readonly destination?: string;
  /** How long the console should last, 900 to 43200. Where AWS does not allow it, the result says how long it lasts. */
  readonly durationSeconds?: number;
  /** The MFA device's current code, six digits. */
  readonly tokenCode?: string;
  /** Whether to return IAM Identity Center's own link to the role, which needs no credentials. */
  readonly viaPortal?: boolean;
  /** Whether the browser is to be signed out of another session first. */
  readonly logOutFirst?: boolean;
}

/** An address that opens the console. */
export interface ConsoleLinkInfo {
  /** The address, which the client opens unchanged. It leads to this host, works once, and only until it expires. */
  readonly url: string;
  /** The session's profile, or the role ARN if there is no profile. */
  readonly profile: string;
  /** The region of the page. */
  readonly region: string;
  /** What should be known about it, as sentences. */
  readonly notes: readonly string[];
  /** The account ID, 12 digits, if it is known. */
  readonly account?: string;
  /** The service of the page; absent for the home page. */
  readonly service?: string;
  /** When the address expires; absent for the portal's link, which does not. */
  readonly expiresAt?: string;
  /** How long the console lasts, in one or two sentences; absent for the portal's link. */
  readonly lasts?: string;
  /** True if the user's settings mark it as production. */
  readonly isProduction?: boolean;
}

export type ListConsoleServicesParams = Record<string, never>;

export interface ConsoleServiceList {
  /** The services that have a page in the console, by name. */
  readonly services: readonly ConsoleServiceInfo[];
}

export interface ConsoleServiceInfo {
  /** The short name. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** Further names that people use. */
  readonly otherNames: readonly string[];
}

export type GetVaultStatusParams = Record<string, never>;

/** The vault: which store, why no better one, and whether it is open. */
export interface VaultStatus {
  /** Whether secrets can be read now. */
  readonly state: VaultState;
  /** Why this store, or why none, in sentences for the user. */
  readonly why: string;
  /** Whether `roleassist/vault/unlock` needs a passphrase: the other stores ask for their password themselves. */
  readonly needsPassphrase: boolean;
  /** Whether `roleassist/vault/create` would make a store, because there is none. */
  readonly canCreateFile: boolean;
  /** The number of access keys in the vault. */
  readonly keys: number;
  /** The store's name, such as `secret-service`; absent if there is none. */
  readonly store?: string;
  /** The store's name in a sentence. */
  readonly storeName?: string;
}

/** Whether the vault's secrets can be read now. */
export type VaultState =
  /** Secrets can be read without a person. */
  | 'open'
  /** A person must unlock it first. */
  | 'locked'
  /** There is no store that works. */
  | 'unavailable';

export type ListVaultKeysParams = Record<string, never>;

export interface VaultKeyList {
  /** The keys in the vault. */
  readonly keys: readonly VaultKeyInfo[];
  /** The long-lived keys in plain text in the AWS files, which can be moved to the vault. */
  readonly plainKeys: readonly PlainKeyInfo[];
}

/** An access key in the vault, without its secret. */
export interface VaultKeyInfo {
  /** The profiles that use it. */
  readonly profiles: readonly string[];
  /** The key's ID. */
  readonly accessKeyId: string;
  /** The ARN of the IAM user. */
  readonly user: string;
  /** Its age in days, at least. */
  readonly ageDays: number;
  /** How far a rotation is: `none` if none is under way. */
  readonly step: string;
  /** When AWS created it, if that is known. */
  readonly since?: string;
}

/** A long-lived key in plain text in an AWS file. */
export interface PlainKeyInfo {
  /** The profile. */
  readonly profile: string;
  /** The key's ID. */
  readonly accessKeyId: string;
  /** The file. */
  readonly file: string;
  /** The line of the key, from 1. */
  readonly line: number;
}

export interface ImportKeysParams {
  /** The profiles whose keys to move. */
  readonly profiles: readonly string[];
}

export interface ImportKeysResult {
  /** The profiles whose keys are in the vault now, and in no file. */
  readonly imported: readonly ImportedKey[];
  /** The profiles that were left as they were. */
  readonly failed: readonly FailedImport[];
  /** What the user should know, as sentences: what else may hold the old key. */
  readonly notes: readonly string[];
}

export interface ImportedKey {
  /** The profile. */
  readonly profile: string;
  /** The key's ID. */
  readonly accessKeyId: string;
  /** The identity that AWS named before and after. */
  readonly arn: string;
}

/** The host's JSON-RPC error codes. The hundreds digit is the command line's exit code: error 401 exits with 4. */
export const ErrorCode = {
  /** An internal error in RoleAssist. */
  Internal: 100,
  /** A parameter or option is invalid. */
  InvalidArgument: 200,
  /** No session has this ID: it has ended, or the host has restarted. */
  SessionNotFound: 201,
  /** The configuration in the AWS files cannot work. */
  ConfigurationInvalid: 300,
  /** An AWS file exists but cannot be read. */
  ConfigurationUnreadable: 301,
  /** No profile has this name. */
  ProfileNotFound: 302,
  /** A chain of source profiles refers back to itself. */
  ProfileCycle: 303,
  /** There are no source credentials. */
  CredentialsMissing: 304,
  /** RoleAssist leaves the profile's credential source to another tool. The hint says which tool and how to use it. */
  CredentialSourceUnsupported: 305,
  /** The program or file that the profile names did not supply credentials. */
  CredentialSourceFailed: 306,
  /** The user is not signed in to IAM Identity Center, or the sign-in has ended. The hint names the command to run. */
  SsoLoginRequired: 307,
  /** There is no keychain or vault to use. The hint says what to install or to choose. */
  VaultUnavailable: 308,
  /** The vault has no room for another secret. */
  VaultFull: 309,
  /** The profile's key is not in the vault, although the profile says so. */
  KeyNotInVault: 310,
  /** The user is not signed in with `aws login`, or the sign-in has ended. The hint names the command to run. */
  LoginRequired: 311,
  /** The user's settings give agents no role, or the role cannot be narrowed for one. */
  AgentNotAllowed: 312,
  /** AWS denied access. */
  AccessDenied: 400,
  /** AWS rejected the MFA code: it is wrong or was used before. */
  MfaCodeRejected: 401,
  /** AWS does not know the access key, or the secret does not match it. */
  CredentialsInvalid: 402,
  /** The credentials used have expired. */
  CredentialsExpired: 403,
  /** AWS rejected a parameter. */
  RequestRejected: 404,
  /** AWS throttled the request. */
  Throttled: 405,
  /** This machine's clock differs too much from AWS'. */
  ClockSkewed: 406,
  /**
   * The MFA code has already been used, and AWS accepts each code once. Ask for the next code and resend the request.
   */
  MfaCodeSpent: 407,
  /** AWS could not be reached. */
  ServiceUnreachable: 500,
  /** AWS did not answer in time. */
  ServiceTimeout: 501,
  /** AWS returned a server error or an invalid response. */
  ServiceUnavailable: 502,
  /** An MFA code is required. Ask for it and resend the request. */
  MfaRequired: 600,
  /** The vault is locked, and only a person can unlock it. */
  VaultLocked: 601,
  /** A person must confirm it or type something, and nobody can be asked. */
  ConfirmationRequired: 602,
  /** An agent asked for what only a person may allow, and nobody has allowed it. */
  AgentNeedsApproval: 603,
} as const;

export type ErrorCode = keyof typeof ErrorCode;

export interface FailedImport {
  /** The profile. */
  readonly profile: string;
  /** The error. */
  readonly code: ErrorCode;
  /** What happened. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

export interface AddKeyParams {
  /** The profile to add the key to. It is made if it does not exist. */
  readonly profile: string;
  /** The key's ID. */
  readonly accessKeyId: string;
  /** Its secret. */
  readonly secretAccessKey: string;
  /** The user's MFA device, for a new profile. */
  readonly mfaSerial?: string;
}

export interface RemoveKeyParams {
  /** The profile whose key to remove from the vault. */
  readonly profile: string;
}

export interface RotateKeyParams {
  /** The profile whose key to rotate. */
  readonly profile: string;
  /** The code of the user's MFA device. */
  readonly tokenCode?: string;
  /** Whether to delete the old key at once, instead of deactivating it. */
  readonly delete?: boolean;
  /** Whether only to delete the key that an earlier rotation deactivated. */
  readonly finish?: boolean;
}

export interface RotateKeyResult {
  /** The profile. */
  readonly profile: string;
  /** The key that is in use now. */
  readonly accessKeyId: string;
  /** How far the rotation is: `none` if it is complete. */
  readonly step: string;
  /** What was done and what is left to do, as sentences. */
  readonly notes: readonly string[];
  /** The key that it replaces; absent if none was replaced. */
  readonly oldAccessKeyId?: string;
}

export interface UnlockVaultParams {
  /** The passphrase, for a store that needs one. */
  readonly passphrase?: string;
}

export interface CreateVaultParams {
  /** The passphrase of the new store. */
  readonly passphrase: string;
}

export interface LockVaultParams {
  /** Whether to forget the kept sessions too, on disk as well. */
  readonly forget?: boolean;
}

export type ListCodeTemplatesParams = Record<string, never>;

export interface CodeTemplateList {
  /** The supported languages with their templates. */
  readonly languages: readonly CodeLanguageInfo[];
}

export interface CodeTemplateInfo {
  /** The template's name. */
  readonly name: string;
  /** A one-line description of the code. */
  readonly description: string;
  /** Whether the template accepts several profiles. */
  readonly takesProfiles: boolean;
}

export interface CodeOptionInfo {
  /** The option's name, for `GenerateCodeParams.options`. */
  readonly name: string;
  /** A one-line description. */
  readonly description: string;
}

export interface CodeLanguageInfo {
  /** The language's name on the command line. */
  readonly id: string;
  /** The display name. */
  readonly name: string;
  /** Other accepted names, including editors' language IDs. */
  readonly aliases: readonly string[];
  /** The file extension, including the dot. */
  readonly extension: string;
  /** The templates, the default first. */
  readonly templates: readonly CodeTemplateInfo[];
  /** The options that can be turned on. */
  readonly options: readonly CodeOptionInfo[];
}

export interface GenerateCodeParams {
  /** The language: its name, an alias or the editor's language ID. */
  readonly language: string;
  /** The profiles or role ARNs to generate code for. If absent, the code has placeholders. */
  readonly profiles?: readonly string[];
  /** The template; by default the language's first. */
  readonly template?: string;
  /** The language's options to turn on. */
  readonly options?: readonly string[];
  /** Whether to return a snippet body with tab stops instead of code. */
  readonly asSnippet?: boolean;
}

export interface CodeResult {
  /** The language's name. */
  readonly language: string;
  /** The template's name. */
  readonly template: string;
  /** A suggested file name. */
  readonly fileName: string;
  /** The code or the snippet body, with LF line endings. It never contains keys. */
  readonly code: string;
  /** Sentences about what is left to fill in and which of the profile's settings the code does not apply. */
  readonly notes: readonly string[];
}

export interface FindHardCodedKeysParams {
  /** The document's text. */
  readonly text: string;
  /** The document's language, which determines the replacements; any name that `GenerateCodeParams` accepts. */
  readonly language?: string;
}

export interface HardCodedKeyList {
  /** The keys, in document order. */
  readonly keys: readonly HardCodedKeyInfo[];
}

export interface HardCodedKeyInfo {
  /** The zero-based line, as in the Language Server Protocol. */
  readonly line: number;
  /** The start of the text to replace, in UTF-16 code units from 0. */
  readonly startCharacter: number;
  /** The end of the text to replace, exclusive. */
  readonly endCharacter: number;
  /** The environment variable to use instead, which RoleAssist sets. */
  readonly variable: string;
  /** The expression to insert. Absent if the language, or this place in the document, has none. */
  readonly replacement?: string;
}

export interface RunDiagnosticsParams {
  /**
   * Facts that only the editor knows, by name: its version, its terminals' shell, the remote that it is connected to.
   */
  readonly editor?: Readonly<Record<string, string>>;
}

export interface DiagnosticsReport {
  /** The results of the checks, in the order of the report. */
  readonly findings: readonly DiagnosticFinding[];
  /** The whole report as Markdown. It is safe to share: names of users, accounts, hosts and folders are left out. */
  readonly report: string;
}

export type DiagnosticStatus =
  /** No problem found. */
  | 'ok'
  /** It works, but possibly not as expected. */
  | 'warning'
  /** RoleAssist or a profile cannot work. */
  | 'error';

export interface DiagnosticFinding {
  /** The subject of the check. */
  readonly topic: string;
  /** The severity. */
  readonly status: DiagnosticStatus;
  /** The result. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

export type StartSandboxParams = Record<string, never>;

/** The sandbox that runs in the host. */
export interface SandboxInfo {
  /** The profiles that it adds to those of the AWS files, in the suggested order for a first try. */
  readonly profiles: readonly string[];
  /** Its MFA device; the host can supply its codes. */
  readonly mfaSerial: string;
}

export type StopSandboxParams = Record<string, never>;

export interface GetSandboxCodeParams {
  /** The serial number of a sandbox device. */
  readonly mfaSerial: string;
}

export interface SandboxCode {
  /** A valid code, six digits. */
  readonly tokenCode: string;
}

export interface BeginSignInParams {
  /** The name of an `sso-session`, or of a profile that needs a sign-in. */
  readonly name: string;
  /** How the user signs in; `auto` by default. */
  readonly flow?: SignInFlow;
}

/** How a user signs in. */
export type SignInFlow =
  /** The browser if the host can open a port for its answer, otherwise a code. */
  | 'auto'
  /** The browser answers at a port of the host's machine. */
  | 'browser'
  /** The browser may run elsewhere. */
  | 'code';

/** A sign-in that waits for the user. The client opens the address only if the user has just asked for it. */
export interface BegunSignIn {
  /** Identifies the sign-in. Another flow of the same sign-in has the same ID. */
  readonly signInId: string;
  /** What the user signs in to. */
  readonly name: string;
  /** The service. */
  readonly kind: SignInKind;
  /** The flow that was chosen. */
  readonly flow: SignInFlow;
  /** When it can no longer succeed (UTC). */
  readonly expiresAt: string;
  /** The address to open, unchanged. Absent if nothing is left to do for the user. */
  readonly url?: string;
  /** The code that the page shows or asks for. The user must approve it only if they started this sign-in. */
  readonly userCode?: string;
  /** Whether the page shows a text that the user brings back, for `roleassist/signIn/submitCode`. */
  readonly takesCode?: boolean;
}

/** The service that a user signs in to. */
export type SignInKind =
  /** IAM Identity Center, for an `sso-session` or a profile in the older form. */
  | 'identityCenter'
  /** AWS Sign-In, for a profile with a `login_session`. */
  | 'awsLogin';

export interface AwaitSignInParams {
  /** The sign-in to wait for. */
  readonly signInId: string;
}

/** A sign-in that has succeeded. */
export interface SignedIn {
  /** What the user is signed in to. */
  readonly name: string;
  /** The service. */
  readonly kind: SignInKind;
  /** When the token expires (UTC). */
  readonly expiresAt: string;
  /** Whether the token is renewed without the user. */
  readonly isRenewable: boolean;
  /** The ARN of the identity, if the service tells. */
  readonly identity?: string;
  /** What else the user should know, a sentence each. */
  readonly notes?: readonly string[];
}

export interface SubmitSignInCodeParams {
  /** The sign-in. */
  readonly signInId: string;
  /** The text that the page showed. */
  readonly code: string;
}

export interface EndSignInParams {
  /** What to sign out of: the name of an `sso-session` or of a profile. */
  readonly name: string;
}

export interface EndedSignIn {
  /** What the user has signed out of. */
  readonly name: string;
  /** What this leaves, a sentence each. */
  readonly notes: readonly string[];
  /** Whether there was something to end. If not, the notes say so. */
  readonly wasSignedIn: boolean;
}

export type ListSignInsParams = Record<string, never>;

/** A snapshot of everything that a user can sign in to. */
export interface SignInsSnapshot {
  /** Increases with every snapshot; the one with the higher revision is newer. */
  readonly revision: number;
  /** The sign-ins of the AWS files. */
  readonly signIns: readonly SignInInfo[];
}

/** Whether a user is signed in, as far as this machine knows. */
export type SignInState =
  /** There is a token that is valid, or that can probably be renewed. */
  | 'signedIn'
  /** There is no token, or it has expired and cannot be renewed. */
  | 'signedOut'
  /** The token or the settings cannot be read. */
  | 'unreadable';

/** A sign-in of the AWS files. */
export interface SignInInfo {
  /** The name to sign in with: of the `sso-session`, or of a profile. */
  readonly name: string;
  /** The service. */
  readonly kind: SignInKind;
  /** Its state. The service may have ended it meanwhile. */
  readonly state: SignInState;
  /** When the token expires or expired (UTC). */
  readonly expiresAt?: string;
  /** Whether the token can be renewed without the user. */
  readonly isRenewable?: boolean;
  /** The start URL, or the ARN of the identity. */
  readonly place?: string;
  /** Why it cannot be read, as a sentence. */
  readonly reason?: string;
  /** Whether it is an `sso-session`, whose accounts and roles the host can list. */
  readonly isSsoSession?: boolean;
}

/** An `sso-session` section to add to the config file. */
export interface SetUpSignInParams {
  /** Its name. */
  readonly name: string;
  /** The AWS access portal URL. */
  readonly startUrl: string;
  /** The region of Identity Center; optional if the URL names it. */
  readonly region?: string;
  /** What sign-ins ask for; by default what tools need. */
  readonly scopes?: readonly string[];
}

export interface SetUpSignInResult {
  /** The path of the file that was changed. */
  readonly file: string;
  /** The line of the new section, starting at 1. */
  readonly line: number;
}

export interface ListSsoAccountsParams {
  /** The name of the `sso-session`. */
  readonly session: string;
}

export interface SsoAccountList {
  /** The accounts, in the order of their names. */
  readonly accounts: readonly SsoAccountInfo[];
}

/** An account that a sign-in may use. */
export interface SsoAccountInfo {
  /** The account ID, 12 digits. */
  readonly accountId: string;
  /** The account's name. */
  readonly name: string;
}

export interface ListSsoRolesParams {
  /** The name of the `sso-session`. */
  readonly session: string;
  /** The account ID, 12 digits. */
  readonly accountId: string;
}

export interface SsoRoleList {
  /** The roles, in the order of their names. */
  readonly roles: readonly SsoRoleInfo[];
}

/** A role that a sign-in may use in an account. */
export interface SsoRoleInfo {
  /** The permission set's role. */
  readonly roleName: string;
  /** The first profile that has this role. Absent if none has. */
  readonly profile?: string;
}

/** What profiles to add for a sign-in to IAM Identity Center. */
export interface PreviewPopulateParams {
  /** The name of the `sso-session`. */
  readonly session: string;
  /**
   * How profiles are named, with `{account}`, `{accountId}`, `{role}` and `{session}`. Defaults to `{account}-{role}`.
   */
  readonly template?: string;
  /** The region of the profiles. Defaults to that of the session. */
  readonly region?: string;
  /** Whether to remove the profiles that were added before and whose role is gone. */
  readonly prune?: boolean;
  /** The names of the roles that get profiles. Defaults to all. */
  readonly roles?: readonly string[];
  /**
   * Whether the accounts and roles of the last preview are good enough, if it is not older than ten minutes: hundreds
   * of accounts take a minute to list.
   */
  readonly reuseList?: boolean;
}

/** What would change in the config file. Nothing has been written. */
export interface PopulatePreview {
  /** The name of the `sso-session`. */
  readonly session: string;
  /** Every role of the sign-in, and the profiles whose role is gone. */
  readonly changes: readonly PopulateChange[];
  /** The profiles that were added for this session before, as text without secrets. */
  readonly before: string;
  /** The same text after the changes. */
  readonly after: string;
  /** What else the user should know, a sentence each. */
  readonly notes: readonly string[];
  /** Identifies the changes. Send it with `apply`, so that nothing else is made. */
  readonly plan: string;
}

/** What happens to a profile. */
export type PopulateAction =
  /** It is added. */
  | 'add'
  /** It stays as it is. */
  | 'keep'
  /** It is removed. */
  | 'remove';

/** A profile that is added, stays or is removed. */
export interface PopulateChange {
  /** What happens to it. */
  readonly action: PopulateAction;
  /** Its name. */
  readonly profile: string;
  /** The account ID, 12 digits. */
  readonly accountId: string;
  /** The account's name. */
  readonly accountName: string;
  /** The permission set's role. */
  readonly roleName: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

export interface ApplyPopulateParams {
  /** The name of the `sso-session`. */
  readonly session: string;
  /** The plan of the preview. Another one is refused. */
  readonly plan: string;
  /** The template of the preview. */
  readonly template?: string;
  /** The region of the preview. */
  readonly region?: string;
  /** The choice of the preview. */
  readonly prune?: boolean;
  /** The roles of the preview. */
  readonly roles?: readonly string[];
}

/** What has changed in the config file. */
export interface PopulateResult {
  /** How many profiles were added. */
  readonly added: number;
  /** How many profiles were removed. */
  readonly removed: number;
  /** The path of the file. Absent if nothing had to change. */
  readonly file?: string;
}

export interface UndoPopulateParams {
  /** The name of the `sso-session` whose last change is taken back. */
  readonly session: string;
}

export interface UndonePopulate {
  /** The path of the file, which is what it was before. */
  readonly file: string;
}

export interface ListAccountsParams {
  /** Which accounts to list. */
  readonly selector: AccountSelector;
  /** The MFA device's current code, if the source of the accounts needs one. */
  readonly tokenCode?: string;
}

/** Which accounts to select. Several sources add up; accounts that occur twice count once. */
export interface AccountSelector {
  /** Names of profiles, which may contain `*` and `?`. */
  readonly profiles?: readonly string[];
  /** The path of a file that lists accounts: CSV, JSON, JSON lines or YAML. */
  readonly file?: string;
  /** A profile that may list the accounts of its organization. */
  readonly organization?: string;
  /** IDs, names or paths of organizational units; all accounts of the organization if absent. */
  readonly units?: readonly string[];
  /** An `[sso-session]` section whose sign-in tells the accounts. */
  readonly ssoSession?: string;
  /** The name of the role to assume in each account. */
  readonly role?: string;
  /** The profile that assumes the roles. */
  readonly sourceProfile?: string;
  /** Conditions such as `env=prod,stage`; an account must meet all. */
  readonly include?: readonly string[];
  /** Conditions that exclude an account. */
  readonly exclude?: readonly string[];
}

export interface AccountList {
  /** The accounts, in the order of their sources. */
  readonly accounts: readonly AccountInfo[];
  /**
   * Identifies exactly these accounts. `roleassist/runs/start` takes it, so that nothing runs in accounts that the user
   * has not seen.
   */
  readonly selection: string;
}

/** An account that a command can run in. */
export interface AccountInfo {
  /** The account's name, or that of its profile. */
  readonly name: string;
  /** The account's 12 digits, if they are known without asking AWS. */
  readonly id?: string;
  /** The profile to use; absent if a role is assumed. */
  readonly profile?: string;
  /** The role's ARN, if there is one. */
  readonly roleArn?: string;
  /** True if the user's settings or the account's stage mark it as production. */
  readonly isProduction?: boolean;
  /** The metadata and tags of the account. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A command and where to run it: either `commandLine` or `script`. */
export interface StartRunParams {
  /** Which accounts. */
  readonly selector: AccountSelector;
  /** The accounts that the user has confirmed, as `roleassist/accounts/list` named them. */
  readonly selection: string;
  /** A line for the system's shell: `sh`, or PowerShell on Windows. `{account}` and `{region}` are replaced. */
  readonly commandLine?: string;
  /** The path of a script; its ending tells which program runs it. */
  readonly script?: string;
  /** The arguments of the script. */
  readonly arguments?: readonly string[];
  /** The regions to run in for each account; `enabled` alone asks each account. */
  readonly regions?: readonly string[];
  /** The folder to run in. */
  readonly folder?: string;
  /** The number of processes at once. */
  readonly parallel?: number;
  /** How long each process may take. */
  readonly timeoutSeconds?: number;
  /** The MFA device's current code, six digits. */
  readonly tokenCode?: string;
  /**
   * How commands get their credentials: `environment`, or `endpoint`, which renews them while a command runs. `auto`,
   * the default, is `environment`.
   */
  readonly delivery?: DeliveryMode;
}

export interface StartedRun {
  /** The run's ID, valid until the run is forgotten or the host ends. */
  readonly runId: string;
}

export interface CancelRunParams {
  /** The run to cancel. Canceling it again kills what has not ended yet. */
  readonly runId: string;
}

export interface RetryRunParams {
  /** The run whose items to run again: those that failed, were not assumed or were canceled. */
  readonly runId: string;
  /** The MFA device's current code, six digits. */
  readonly tokenCode?: string;
}

export interface ForgetRunParams {
  /** The run to forget, with its output. It must have ended. */
  readonly runId: string;
}

export interface ListRunItemsParams {
  /** The run whose items to list. */
  readonly runId: string;
}

export interface RunItemList {
  /** The revision of the run that the list shows, at least. */
  readonly revision: number;
  /** The items, in the order of the selection. */
  readonly items: readonly RunItemInfo[];
}

/** The state of an item, with the names that the command line uses. */
export type RunItemState =
  /** Its turn has not come, or it waits for credentials. */
  | 'waiting'
  /** Its command runs. */
  | 'running'
  /** The command ended with exit code 0. */
  | 'ok'
  /** The command ended with another exit code, took too long, or could not be started. */
  | 'failed'
  /** There were no credentials, so the command was not started. */
  | 'notAssumed'
  /** The run was canceled before or while the command ran. */
  | 'cancelled';

/** One process of a run: an account and a region. */
export interface RunItemInfo {
  /** The item's ID within its run. */
  readonly itemId: number;
  /** The account's name. */
  readonly name: string;
  /** Its state. */
  readonly state: RunItemState;
  /** The account's 12 digits, as far as they are known. */
  readonly account?: string;
  /** The region; absent for that of the profile. */
  readonly region?: string;
  /** The exit code of the command. */
  readonly exitCode?: number;
  /** How long it took. */
  readonly seconds?: number;
  /** Why there is no exit code, in a sentence for the user. */
  readonly message?: string;
  /** True if it is production. */
  readonly isProduction?: boolean;
  /** How much the command has printed. */
  readonly outputBytes?: number;
}

export interface GetRunOutputParams {
  /** The run. */
  readonly runId: string;
  /** The item whose output to read. */
  readonly itemId: number;
}

/** What a command has printed, in the order in which it was printed. */
export interface RunOutput {
  /** The text, without what would control a terminal or deceive its reader. */
  readonly text: string;
  /** How much of the end is left out, because the text is too long; absent for nothing. */
  readonly omittedBytes?: number;
}

export interface ExportRunParams {
  /** The run whose results to write. */
  readonly runId: string;
  /** The format. */
  readonly format: RunExportFormat;
  /** The path of the file. It is overwritten. */
  readonly file: string;
}

/** The format of exported results. */
export type RunExportFormat =
  /** A list of objects as `roleassist run --json` prints them, with the output. */
  | 'json'
  /** A table (RFC 4180) without the output. */
  | 'csv';

export interface DecideApprovalParams {
  /** The ID of the `ApprovalRequest`. */
  readonly id: string;
  /** What the user has decided. */
  readonly decision: ApprovalDecision;
}

export type ApprovalDecision =
  /** Yes, this time. */
  | 'once'
  /** Yes, also when this agent asks for this role again, until the host ends or after 15 minutes. */
  | 'session'
  /**
   * No. Nobody is asked for this role again for a minute, and longer after each further no
   * (`roleassist/approvals/letAskAgain`).
   */
  | 'deny';

export interface DecideApprovalResult {
  /** False if the agent no longer waits. */
  readonly isKnown: boolean;
}

export type LetAgentsAskAgainParams = Record<string, never>;

export interface LetAgentsAskAgainResult {
  /** How many roles agents were kept from asking for. */
  readonly count: number;
}

export interface GetMcpConfigurationParams {
  /** The folder that the server serves; by default the one in which the client starts it. */
  readonly workspace?: string;
}

export interface McpConfiguration {
  /** What `roleassist mcp --print-config` prints. */
  readonly text: string;
  /** Whether it names a program that stays when RoleAssist is updated. */
  readonly outlivesUpdates: boolean;
}

export interface ListAgentHandOutsParams {
  /** At most this number of hand-outs, the newest; 100 by default. */
  readonly last?: number;
}

export interface AgentHandOuts {
  /** What agents were given, from the audit trail, the oldest first. */
  readonly handOuts: readonly AgentHandOut[];
}

/** Credentials that an agent was given. */
export interface AgentHandOut {
  /** When (UTC). */
  readonly time: string;
  /** The agent's name. */
  readonly agent: string;
  /** The profile. */
  readonly profile: string;
  /** The session's ARN. */
  readonly arn: string;
  /** How they were handed out. */
  readonly delivery: string;
  /** How often. */
  readonly count: number;
  /** When they expire (UTC). */
  readonly expiration?: string;
}

/** The profiles have changed; request them again. */
export type ProfilesChangedParams = Record<string, never>;

/** A snapshot of all runs. It has counts only: `roleassist/runs/items` lists the items of a run. */
export interface RunsSnapshot {
  /** Increases with every change; the snapshot with the higher revision is newer. */
  readonly revision: number;
  /** The runs, the latest first. */
  readonly runs: readonly RunInfo[];
}

/** Whether a run is under way. */
export type RunState =
  /** Commands are started and run. */
  | 'running'
  /** It was canceled, and waits for its commands to end. */
  | 'stopping'
  /** Nothing of it runs any more. */
  | 'ended';

export interface RunCounts {
  /** Items whose turn has not come. */
  readonly waiting: number;
  /** Items whose command runs. */
  readonly running: number;
  /** Items whose command ended with exit code 0. */
  readonly ok: number;
  /** Items whose command failed. */
  readonly failed: number;
  /** Items without credentials. */
  readonly notAssumed: number;
  /** Items that were canceled. */
  readonly canceled: number;
}

/** A run, without its items. */
export interface RunInfo {
  /** The run's ID. */
  readonly runId: string;
  /** What runs: the command line or the name of the script. */
  readonly title: string;
  /** Whether it runs. */
  readonly state: RunState;
  /** Increases with every change of an item or its output. */
  readonly revision: number;
  /** The number of accounts. */
  readonly accounts: number;
  /** The number of items in each state. */
  readonly counts: RunCounts;
  /** When it was started, or retried (UTC). */
  readonly started: string;
  /** How long it took; absent while it runs. */
  readonly seconds?: number;
  /** Why it was stopped early, in a sentence for the user. */
  readonly problem?: string;
}

/** An agent waits for the user's word. Answer with `roleassist/approvals/decide` before it expires. */
export interface ApprovalRequest {
  /** The ID to decide about. */
  readonly id: string;
  /** The agent's name. */
  readonly agent: string;
  /** The profile, or the role ARN if there is no profile. */
  readonly profile: string;
  /** Whether the user's settings mark it as production. */
  readonly isProduction: boolean;
  /** A sentence that says why the user is asked. */
  readonly reason: string;
  /** When the agent stops waiting (UTC). */
  readonly expires: string;
  /** The account ID, if it is known. */
  readonly account?: string;
  /** The role, if one is assumed. */
  readonly roleArn?: string;
  /**
   * What the agent wants it for, if it is known: the whole command on one line, 8 KB at most, with every control
   * character made visible. It is text of the agent's, not to be trusted. Let the user read all of it before they say
   * yes.
   */
  readonly command?: string;
  /** The policy preset that narrows what the agent gets. */
  readonly policy?: string;
}

export interface ApprovalEnded {
  /** The request that nobody waits for any more: it was decided, has expired, or the agent is gone. */
  readonly id: string;
}

/** The `data` of every JSON-RPC error. */
export interface ErrorData {
  /** The error's stable name. */
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly hint?: string;
  /** The affected profile. */
  readonly profile?: string;
  /** The MFA device whose code is required or was rejected. */
  readonly mfaSerial?: string;
  /** How long to wait before retrying. For a used code, the device shows the next code within this time. */
  readonly retryAfterSeconds?: number;
  /** What to sign in to: the name for `roleassist/signIn/begin`. */
  readonly signIn?: string;
}

/** The params and the result of each request, by method. */
export interface Requests {
  readonly 'initialize': {
    readonly params: InitializeParams;
    readonly result: InitializeResult;
  };
  readonly 'roleassist/files/restrict': {
    readonly params: RestrictFileParams;
    readonly result: null;
  };
  readonly 'shutdown': {
    readonly params: Record<string, never>;
    readonly result: null;
  };
  readonly 'roleassist/profiles/list': {
    readonly params: ListProfilesParams;
    readonly result: ProfileList;
  };
  readonly 'roleassist/profiles/setUp': {
    readonly params: SetUpProfileParams;
    readonly result: SetUpProfileResult;
  };
  readonly 'roleassist/sessions/assume': {
    readonly params: AssumeParams;
    readonly result: AssumeResult;
  };
  readonly 'roleassist/sessions/refresh': {
    readonly params: RefreshSessionParams;
    readonly result: AssumeResult;
  };
  readonly 'roleassist/sessions/restore': {
    readonly params: RestoreSessionsParams;
    readonly result: RestoredSessions;
  };
  readonly 'roleassist/sessions/end': {
    readonly params: EndSessionParams;
    readonly result: null;
  };
  readonly 'roleassist/sessions/list': {
    readonly params: ListSessionsParams;
    readonly result: SessionsSnapshot;
  };
  readonly 'roleassist/terminals/getEnvironment': {
    readonly params: GetTerminalEnvironmentParams;
    readonly result: TerminalEnvironment;
  };
  readonly 'roleassist/terminals/getStatement': {
    readonly params: GetTerminalStatementParams;
    readonly result: TerminalStatement;
  };
  readonly 'roleassist/identity/get': {
    readonly params: GetCallerIdentityParams;
    readonly result: CallerIdentity;
  };
  readonly 'roleassist/console/createLink': {
    readonly params: CreateConsoleLinkParams;
    readonly result: ConsoleLinkInfo;
  };
  readonly 'roleassist/console/services': {
    readonly params: ListConsoleServicesParams;
    readonly result: ConsoleServiceList;
  };
  readonly 'roleassist/vault/status': {
    readonly params: GetVaultStatusParams;
    readonly result: VaultStatus;
  };
  readonly 'roleassist/vault/list': {
    readonly params: ListVaultKeysParams;
    readonly result: VaultKeyList;
  };
  readonly 'roleassist/vault/import': {
    readonly params: ImportKeysParams;
    readonly result: ImportKeysResult;
  };
  readonly 'roleassist/vault/add': {
    readonly params: AddKeyParams;
    readonly result: ImportedKey;
  };
  readonly 'roleassist/vault/remove': {
    readonly params: RemoveKeyParams;
    readonly result: null;
  };
  readonly 'roleassist/vault/rotate': {
    readonly params: RotateKeyParams;
    readonly result: RotateKeyResult;
  };
  readonly 'roleassist/vault/unlock': {
    readonly params: UnlockVaultParams;
    readonly result: VaultStatus;
  };
  readonly 'roleassist/vault/create': {
    readonly params: CreateVaultParams;
    readonly result: VaultStatus;
  };
  readonly 'roleassist/vault/lock': {
    readonly params: LockVaultParams;
    readonly result: VaultStatus;
  };
  readonly 'roleassist/code/listTemplates': {
    readonly params: ListCodeTemplatesParams;
    readonly result: CodeTemplateList;
  };
  readonly 'roleassist/code/generate': {
    readonly params: GenerateCodeParams;
    readonly result: CodeResult;
  };
  readonly 'roleassist/code/findHardCodedKeys': {
    readonly params: FindHardCodedKeysParams;
    readonly result: HardCodedKeyList;
  };
  readonly 'roleassist/diagnostics/run': {
    readonly params: RunDiagnosticsParams;
    readonly result: DiagnosticsReport;
  };
  readonly 'roleassist/sandbox/start': {
    readonly params: StartSandboxParams;
    readonly result: SandboxInfo;
  };
  readonly 'roleassist/sandbox/stop': {
    readonly params: StopSandboxParams;
    readonly result: null;
  };
  readonly 'roleassist/sandbox/getCode': {
    readonly params: GetSandboxCodeParams;
    readonly result: SandboxCode;
  };
  readonly 'roleassist/signIn/begin': {
    readonly params: BeginSignInParams;
    readonly result: BegunSignIn;
  };
  readonly 'roleassist/signIn/await': {
    readonly params: AwaitSignInParams;
    readonly result: SignedIn;
  };
  readonly 'roleassist/signIn/submitCode': {
    readonly params: SubmitSignInCodeParams;
    readonly result: null;
  };
  readonly 'roleassist/signIn/end': {
    readonly params: EndSignInParams;
    readonly result: EndedSignIn;
  };
  readonly 'roleassist/signIn/list': {
    readonly params: ListSignInsParams;
    readonly result: SignInsSnapshot;
  };
  readonly 'roleassist/signIn/setUp': {
    readonly params: SetUpSignInParams;
    readonly result: SetUpSignInResult;
  };
  readonly 'roleassist/signIn/listAccounts': {
    readonly params: ListSsoAccountsParams;
    readonly result: SsoAccountList;
  };
  readonly 'roleassist/signIn/listRoles': {
    readonly params: ListSsoRolesParams;
    readonly result: SsoRoleList;
  };
  readonly 'roleassist/populate/preview': {
    readonly params: PreviewPopulateParams;
    readonly result: PopulatePreview;
  };
  readonly 'roleassist/populate/apply': {
    readonly params: ApplyPopulateParams;
    readonly result: PopulateResult;
  };
  readonly 'roleassist/populate/undo': {
    readonly params: UndoPopulateParams;
    readonly result: UndonePopulate;
  };
  readonly 'roleassist/accounts/list': {
    readonly params: ListAccountsParams;
    readonly result: AccountList;
  };
  readonly 'roleassist/runs/start': {
    readonly params: StartRunParams;
    readonly result: StartedRun;
  };
  readonly 'roleassist/runs/cancel': {
    readonly params: CancelRunParams;
    readonly result: null;
  };
  readonly 'roleassist/runs/retry': {
    readonly params: RetryRunParams;
    readonly result: StartedRun;
  };
  readonly 'roleassist/runs/forget': {
    readonly params: ForgetRunParams;
    readonly result: null;
  };
  readonly 'roleassist/runs/items': {
    readonly params: ListRunItemsParams;
    readonly result: RunItemList;
  };
  readonly 'roleassist/runs/output': {
    readonly params: GetRunOutputParams;
    readonly result: RunOutput;
  };
  readonly 'roleassist/runs/export': {
    readonly params: ExportRunParams;
    readonly result: null;
  };
  readonly 'roleassist/approvals/decide': {
    readonly params: DecideApprovalParams;
    readonly result: DecideApprovalResult;
  };
  readonly 'roleassist/approvals/letAskAgain': {
    readonly params: LetAgentsAskAgainParams;
    readonly result: LetAgentsAskAgainResult;
  };
  readonly 'roleassist/mcp/getConfiguration': {
    readonly params: GetMcpConfigurationParams;
    readonly result: McpConfiguration;
  };
  readonly 'roleassist/agents/handOuts': {
    readonly params: ListAgentHandOutsParams;
    readonly result: AgentHandOuts;
  };
}

/** The params of each notification that the host sends, by method. */
export interface Notifications {
  readonly 'roleassist/sessionsChanged': SessionsSnapshot;
  readonly 'roleassist/profilesChanged': ProfilesChangedParams;
  readonly 'roleassist/signInsChanged': SignInsSnapshot;
  readonly 'roleassist/runsChanged': RunsSnapshot;
  readonly 'roleassist/approvals/didRequest': ApprovalRequest;
  readonly 'roleassist/approvals/didEnd': ApprovalEnded;
}

export const isSessionState: guard.Guard<SessionState> = guard.oneOf<SessionState>({
  assuming: true,
  active: true,
  expiring: true,
  refreshing: true,
  needsMfa: true,
  expired: true,
  failed: true,
});

export const isSessionInfo: guard.Guard<SessionInfo> = guard.object<SessionInfo>({
  sessionId: guard.string,
  profile: guard.string,
  account: guard.string,
  arn: guard.string,
  state: isSessionState,
  region: guard.optional(guard.string),
  expiration: guard.optional(guard.string),
  mfaSerial: guard.optional(guard.string),
  remark: guard.optional(guard.string),
  isSandbox: guard.optional(guard.boolean),
  source: guard.optional(guard.string),
  isProduction: guard.optional(guard.boolean),
  signIn: guard.optional(guard.string),
  agent: guard.optional(guard.string),
  policyPreset: guard.optional(guard.string),
});

export const isSessionsSnapshot: guard.Guard<SessionsSnapshot> = guard.object<SessionsSnapshot>({
  revision: guard.number,
  hostId: guard.string,
  sessions: guard.array(isSessionInfo),
});

export const isProfilesChangedParams: guard.Guard<ProfilesChangedParams> = guard.object<ProfilesChangedParams>({});

export const isSignInKind: guard.Guard<SignInKind> = guard.oneOf<SignInKind>({
  identityCenter: true,
  awsLogin: true,
});

export const isSignInState: guard.Guard<SignInState> = guard.oneOf<SignInState>({
  signedIn: true,
  signedOut: true,
  unreadable: true,
});

export const isSignInInfo: guard.Guard<SignInInfo> = guard.object<SignInInfo>({
  name: guard.string,
  kind: isSignInKind,
  state: isSignInState,
  expiresAt: guard.optional(guard.string),
  isRenewable: guard.optional(guard.boolean),
  place: guard.optional(guard.string),
  reason: guard.optional(guard.string),
  isSsoSession: guard.optional(guard.boolean),
});

export const isSignInsSnapshot: guard.Guard<SignInsSnapshot> = guard.object<SignInsSnapshot>({
  revision: guard.number,
  signIns: guard.array(isSignInInfo),
});

export const isRunState: guard.Guard<RunState> = guard.oneOf<RunState>({
  running: true,
  stopping: true,
  ended: true,
});

export const isRunCounts: guard.Guard<RunCounts> = guard.object<RunCounts>({
  waiting: guard.number,
  running: guard.number,
  ok: guard.number,
  failed: guard.number,
  notAssumed: guard.number,
  canceled: guard.number,
});

export const isRunInfo: guard.Guard<RunInfo> = guard.object<RunInfo>({
  runId: guard.string,
  title: guard.string,
  state: isRunState,
  revision: guard.number,
  accounts: guard.number,
  counts: isRunCounts,
  started: guard.string,
  seconds: guard.optional(guard.number),
  problem: guard.optional(guard.string),
});

export const isRunsSnapshot: guard.Guard<RunsSnapshot> = guard.object<RunsSnapshot>({
  revision: guard.number,
  runs: guard.array(isRunInfo),
});

export const isApprovalRequest: guard.Guard<ApprovalRequest> = guard.object<ApprovalRequest>({
  id: guard.string,
  agent: guard.string,
  profile: guard.string,
  isProduction: guard.boolean,
  reason: guard.string,
  expires: guard.string,
  account: guard.optional(guard.string),
  roleArn: guard.optional(guard.string),
  command: guard.optional(guard.string),
  policy: guard.optional(guard.string),
});

export const isApprovalEnded: guard.Guard<ApprovalEnded> = guard.object<ApprovalEnded>({
  id: guard.string,
});

/** The guards of the params of each notification, by method. */
export const notificationGuards: {
  readonly [M in keyof Notifications]: guard.Guard<Notifications[M]>;
} = {
  'roleassist/sessionsChanged': isSessionsSnapshot,
  'roleassist/profilesChanged': isProfilesChangedParams,
  'roleassist/signInsChanged': isSignInsSnapshot,
  'roleassist/runsChanged': isRunsSnapshot,
  'roleassist/approvals/didRequest': isApprovalRequest,
  'roleassist/approvals/didEnd': isApprovalEnded,
};
