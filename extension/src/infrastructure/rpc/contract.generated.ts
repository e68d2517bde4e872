// Generated from server/RoleAssist.Contracts; do not edit. A test of tests/RoleAssist.Contracts.Tests compares it with
// the C# code and rewrites it when UPDATE_CONTRACT=1 is set.
import * as guard from './guards.ts';

/** The names of the methods. */
export const Methods = {
  /** Opens the conversation and says who is on each side. */
  initialize: 'initialize',
  /** The client is ready for notifications. */
  initialized: 'initialized',
  /** Sets how much the host logs, as LSP has it: the client's own log level may change at any time. */
  setTrace: '$/setTrace',
  /** Ends every session and stops accepting requests; the process goes on until `exit`. */
  shutdown: 'shutdown',
  /** Ends the process: with code 0 after `shutdown`, with 1 without it. */
  exit: 'exit',
  /** The profiles of the AWS files, each with what it needs to be assumed and what is wrong with it. */
  listProfiles: 'roleassist/profiles/list',
  /**
   * Adds a profile to the config file, whose other bytes stay as they are. What could not work is refused and nothing
   * is written.
   */
  setUpProfile: 'roleassist/profiles/setUp',
  /**
   * Assumes what a profile or a role ARN stands for and keeps the session. A session that is live and good for another
   * 15 minutes is answered as it is. Fails with `ErrorCode.MfaRequired` when a code is needed and none came: ask for it
   * and send the same request with `AssumeParams.tokenCode`.
   */
  assume: 'roleassist/sessions/assume',
  /** Makes a session anew, even where it is good. Fails as assuming does, and what was good still is then. */
  refreshSession: 'roleassist/sessions/refresh',
  /** Forgets a session and its credentials. */
  endSession: 'roleassist/sessions/end',
  /** The sessions as they are now. */
  listSessions: 'roleassist/sessions/list',
  /**
   * The environment that gives a new process a session's credentials. It holds secrets: pass it to the process that is
   * started and to nothing else.
   */
  getTerminalEnvironment: 'roleassist/terminals/getEnvironment',
  /** What to type into a shell that is already running so that it gets a session's credentials, or loses them. */
  getTerminalStatement: 'roleassist/terminals/getStatement',
  /** Who AWS says a session is (`sts:GetCallerIdentity`). */
  getCallerIdentity: 'roleassist/identity/get',
  /** What code there is to generate: languages and their templates. */
  listCodeTemplates: 'roleassist/code/listTemplates',
  /**
   * Writes the code that gets a profile's credentials, as a file or as a snippet. Keys of a profile stay where they
   * are: the code names the profile.
   */
  generateCode: 'roleassist/code/generate',
  /** The AWS keys that stand in a text, whatever its language, and what to put in their place. */
  findHardCodedKeys: 'roleassist/code/findHardCodedKeys',
  /** Looks at all that RoleAssist depends on: files, environment, network, clock, itself. */
  runDiagnostics: 'roleassist/diagnostics/run',
  /**
   * Starts a sandbox within the host, whose profiles then stand beside those of the AWS files. One that runs goes on.
   */
  startSandbox: 'roleassist/sandbox/start',
  /** Ends the sandbox with its profiles and their sessions. */
  stopSandbox: 'roleassist/sandbox/stop',
  /** A code of the sandbox's MFA device that is still good. It waits for the next one when the current one is spent. */
  getSandboxCode: 'roleassist/sandbox/getCode',
  /** The sessions have changed; the params are all of them, not the difference. */
  sessionsChanged: 'roleassist/sessionsChanged',
  /** The AWS files say something else now, or the sandbox has come or gone. */
  profilesChanged: 'roleassist/profilesChanged',
} as const;

/** LSP's `initialize` parameters: the ones the host reads, among whatever else an editor sends. */
export interface InitializeParams {
  /** The client's process id; when that process ends, so does the host. Null or absent: not watched. */
  readonly processId?: number;
  /** The client's name and version, for the log and the audit trail. */
  readonly clientInfo?: ClientInfo;
  /** What the person has set. */
  readonly initializationOptions?: InitializationOptions;
  /** How much the host logs: LSP's `off`, `messages` or `verbose`. */
  readonly trace?: string;
}

export interface ClientInfo {
  /** The client's name, for example the editor's. */
  readonly name: string;
  /** The client's version. */
  readonly version?: string;
}

/** How MFA codes are spent. */
export type MfaPreference =
  /** One code for as much as possible; directly where a role is to last longer than priming allows. */
  | 'automatic'
  /** A code for each role, which then lasts as long as the role may. */
  | 'direct'
  /** One code for all roles behind a device, each an hour at most and renewed without a code. */
  | 'prime';

/** How credentials reach a program. */
export type DeliveryMode =
  /** In the way that wins in every SDK and stays fresh, as things are configured. */
  | 'auto'
  /** The keys themselves, in variables. They are good until the session ends and are not renewed. */
  | 'environment'
  /** From an endpoint on this machine, as containers get them; always fresh. */
  | 'endpoint'
  /** Through a profile in a generated file, which holds no secret and asks the endpoint; always fresh. */
  | 'profile';

/** Settings, each with a default where it is absent. */
export interface InitializationOptions {
  /** The name of the workspace, for the names of sessions. */
  readonly workspace?: string;
  /** A template for the names of sessions, such as `{user}@{host}`. */
  readonly sessionName?: string;
  /** How MFA codes are spent. */
  readonly mfaCodes?: MfaPreference;
  /** How long one code serves all roles behind its device, 900 to 129600; 8 hours by default. */
  readonly primeSeconds?: number;
  /** Whether the audit trail is written; it is by default. */
  readonly audit?: boolean;
  /** How credentials reach programs; `auto` by default. */
  readonly delivery?: DeliveryMode;
  /**
   * Whether the host goes on when the connection ends without `exit`, until the process ends that `processId` names.
   */
  readonly outlivesConnection?: boolean;
  /** Which roles are production: words of profile names, patterns with `*` and `?` over profile names, accounts. */
  readonly production?: readonly string[];
}

export interface InitializeResult {
  /** What the host can do of the Language Server Protocol. */
  readonly capabilities: ServerCapabilities;
  /** The host's name and version. */
  readonly serverInfo: ServerInfo;
}

/** The host edits no documents yet, so it claims none of LSP's capabilities. */
export type ServerCapabilities = Record<string, never>;

export interface ServerInfo {
  /** Always `roleassist`. */
  readonly name: string;
  /** The host's version, for example `0.1.0`. */
  readonly version: string;
}

export type InitializedParams = Record<string, never>;

export interface SetTraceParams {
  /**
   * `off` is the level that the host was started with, `messages` a line for each request and call to AWS, `verbose`
   * everything.
   */
  readonly value?: string;
}

export type ListProfilesParams = Record<string, never>;

export interface ProfileList {
  /** Every profile, in the order of the files. */
  readonly profiles: readonly ProfileInfo[];
  /** What is wrong in the files beside single profiles. */
  readonly problems: readonly Problem[];
}

/** Where a profile's credentials come from. */
export type ProfileKind =
  /** The profile gives no credentials of its own, only settings. */
  | 'settings'
  /** A role assumed with other credentials. */
  | 'role'
  /** Keys in the file. */
  | 'accessKey'
  /** Keys in the environment, which the profile names as its source. */
  | 'environment'
  /** The role of the EC2 instance that this is. */
  | 'instanceMetadata'
  /** The credentials endpoint of a container. */
  | 'container'
  /** IAM Identity Center, through an `[sso-session]` section. */
  | 'ssoSession'
  /** IAM Identity Center, the older form without a session section. */
  | 'sso'
  /** A role assumed with an OpenID Connect token from a file. */
  | 'webIdentity'
  /** A program that prints credentials (`credential_process`). */
  | 'process'
  /** A console login (`login_session`). */
  | 'login';

export type ProblemSeverity =
  /** It cannot work as it stands. */
  | 'error'
  /** It works, but not as its author seems to expect, or not in every tool. */
  | 'warning'
  /** Good to know. */
  | 'information';

export interface Problem {
  /** What kind of problem it is; the same name that an error would carry. */
  readonly code: string;
  /** Whether something cannot work. */
  readonly severity: ProblemSeverity;
  /** What is wrong and what to do about it. */
  readonly message: string;
  /** The file, where the problem has a place. */
  readonly file?: string;
  /** The line, from 1. */
  readonly line?: number;
  /** The column, from 1. */
  readonly column?: number;
}

export interface ProfileInfo {
  /** The profile's name as AWS' tools take it. */
  readonly name: string;
  /** Where its credentials come from. */
  readonly kind: ProfileKind;
  /** How many MFA codes assuming it takes. */
  readonly codesNeeded: number;
  /** Why it cannot be assumed, or what its author should know. */
  readonly problems: readonly Problem[];
  /** The account, 12 digits, where the files tell it. */
  readonly account?: string;
  /** The role to assume. */
  readonly roleArn?: string;
  /** The profile whose credentials assume the role. */
  readonly sourceProfile?: string;
  /** The region the profile works in. */
  readonly region?: string;
  /** The MFA device that the chain asks for, whichever of its steps names it. */
  readonly mfaSerial?: string;
  /** The session's length, where the profile asks for one. */
  readonly durationSeconds?: number;
  /** What assuming it now takes and how long it lasts, in a few words. */
  readonly plan?: string;
  /** Whether it belongs to the sandbox and opens nothing at AWS. */
  readonly isSandbox?: boolean;
  /** The file that the profile begins in. */
  readonly file?: string;
  /** The line that it begins at, from 1. */
  readonly line?: number;
  /** True where it counts as production by what the person has set. */
  readonly isProduction?: boolean;
}

/**
 * A profile to be written into the config file: a role, an Identity Center permission set, or only settings. It takes
 * no keys, because RoleAssist writes none into a file.
 */
export interface SetUpProfileParams {
  /** The profile's name. */
  readonly name: string;
  /** The region to work in. */
  readonly region?: string;
  /** The role to assume. */
  readonly roleArn?: string;
  /** The profile whose credentials assume the role. */
  readonly sourceProfile?: string;
  /** The MFA device that the role demands, its serial number or ARN. */
  readonly mfaSerial?: string;
  /** The external ID that the role's owner gave. */
  readonly externalId?: string;
  /** The session's length, 900 to 43200. */
  readonly durationSeconds?: number;
  /** The login to use; one that is not there yet is written with `ssoStartUrl` and `ssoRegion`. */
  readonly ssoSession?: string;
  /** The start URL of a new login. */
  readonly ssoStartUrl?: string;
  /** The region of Identity Center, for a new login. */
  readonly ssoRegion?: string;
  /** The account of the permission set, 12 digits. */
  readonly ssoAccountId?: string;
  /** The permission set's name. */
  readonly ssoRoleName?: string;
  /** The output format of the AWS CLI. */
  readonly output?: string;
}

export interface SetUpProfileResult {
  /** The file that it was added to. */
  readonly file: string;
  /** The line of its header, from 1. */
  readonly line: number;
}

/** What to assume, and what to change of what the profile says. A profile, a role ARN, or both. */
export interface AssumeParams {
  /** The profile to assume. */
  readonly profile?: string;
  /** The role to assume instead of the profile's own. */
  readonly roleArn?: string;
  /** The profile whose credentials assume `roleArn`. */
  readonly sourceProfile?: string;
  /** The MFA device's current code, six digits. */
  readonly tokenCode?: string;
  /** The session's length, 900 to 43200. */
  readonly durationSeconds?: number;
  /** The name that CloudTrail shows for the session. */
  readonly roleSessionName?: string;
  /** The region to work in. */
  readonly region?: string;
  /** The external ID that the role's trust policy asks for. */
  readonly externalId?: string;
  /** The MFA device's serial number or ARN. */
  readonly mfaSerial?: string;
  /** An inline session policy, JSON text. */
  readonly policy?: string;
  /** Managed policies that narrow the session. */
  readonly policyArns?: readonly string[];
  /** Session tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The keys of the tags that a chained role inherits. */
  readonly transitiveTagKeys?: readonly string[];
  /** The source identity that CloudTrail keeps through a chain. */
  readonly sourceIdentity?: string;
  /** A named session policy that narrows the session: `read-only` or `no-iam`. */
  readonly policyPreset?: string;
  /** How MFA codes are spent, where not as the settings say. */
  readonly mfaCodes?: MfaPreference;
}

export interface AssumeResult {
  /** The session that now exists. */
  readonly session: SessionInfo;
}

export type SessionState =
  /** It is being assumed for the first time. */
  | 'assuming'
  /** Its credentials are good, and are renewed before they end. */
  | 'active'
  /** Its credentials are good, but not for long, and renewing them has not worked yet. */
  | 'expiring'
  /** Its credentials are being renewed; those it has are good. */
  | 'refreshing'
  /** It cannot be renewed without an MFA code: assume it again with one. */
  | 'needsMfa'
  /** Its credentials have ended; assume it again. */
  | 'expired'
  /** It could not be renewed, and it has no credentials that are good. */
  | 'failed';

/** A session without its secrets. */
export interface SessionInfo {
  /** Names the session for as long as the host lives, over renewals too. */
  readonly sessionId: string;
  /** The profile it came from, or the role ARN where there was no profile. */
  readonly profile: string;
  /** The account it works in, 12 digits. */
  readonly account: string;
  /** The ARN that AWS sees. */
  readonly arn: string;
  /** What can be done with it. */
  readonly state: SessionState;
  /** The region it works in. */
  readonly region?: string;
  /** When its credentials end, UTC. Absent for long-lived user keys, and before there are any. */
  readonly expiration?: string;
  /** The MFA device whose code it needs now. */
  readonly mfaSerial?: string;
  /** What the person should know of it, as a sentence. */
  readonly remark?: string;
  /** Whether it belongs to the sandbox and opens nothing at AWS. */
  readonly isSandbox?: boolean;
  /** What its role is assumed with, in a few words. */
  readonly source?: string;
  /** True where it counts as production by what the person has set. */
  readonly isProduction?: boolean;
}

export interface RefreshSessionParams {
  /** The session to make anew. */
  readonly sessionId: string;
  /** The MFA device's current code, six digits. */
  readonly tokenCode?: string;
}

export interface EndSessionParams {
  /** The session to end. */
  readonly sessionId: string;
}

export type ListSessionsParams = Record<string, never>;

/** All sessions at one moment. */
export interface SessionsSnapshot {
  /** Rises by at least one with every change; of two snapshots the higher is the newer. */
  readonly revision: number;
  /** The sessions, the most recently assumed first. */
  readonly sessions: readonly SessionInfo[];
}

export interface GetTerminalEnvironmentParams {
  /** The session whose credentials the process gets. */
  readonly sessionId: string;
  /** What the environment is for; a terminal by default. */
  readonly use?: EnvironmentUse;
  /** How the credentials reach the process, where not as the settings say. */
  readonly delivery?: DeliveryMode;
}

/** What an environment is for, which says what can be done to it. */
export type EnvironmentUse =
  /** One terminal, which is started with it: variables can be removed. */
  | 'terminal'
  /** All terminals that are opened from now on: it must stay the same over renewals, and removes nothing. */
  | 'allTerminals'
  /** A debug session or a task: it is laid over an inherited environment, and removes nothing. */
  | 'process';

export interface TerminalEnvironment {
  /** What to set and what to remove in the process' environment. */
  readonly variables: readonly EnvironmentVariable[];
  /** How the credentials reach it; never `auto`. */
  readonly delivery: DeliveryMode;
  /** Why in this way, as a sentence. */
  readonly reason: string;
  /** What keeps the credentials from winning in some tool, and what to do about it, as sentences. */
  readonly warning?: string;
}

export interface EnvironmentVariable {
  /** The variable's name. */
  readonly name: string;
  /** Its value, or null to remove an inherited one. */
  readonly value: string | null;
}

export interface GetTerminalStatementParams {
  /** The shell that evaluates the statement: one that `roleassist env --shell` knows. */
  readonly shell: string;
  /** The session whose credentials the shell gets; without it, what a session has left there is removed. */
  readonly sessionId?: string;
  /** How the credentials reach the shell's programs, where not as the settings say. */
  readonly delivery?: DeliveryMode;
}

export interface TerminalStatement {
  /**
   * One line to be typed into the shell. It holds no secret, only a ticket that the host takes once and for a moment.
   */
  readonly text: string;
}

export interface GetCallerIdentityParams {
  /** The session to ask for. */
  readonly sessionId: string;
}

export interface CallerIdentity {
  /** The account, 12 digits. */
  readonly account: string;
  /** The ARN of the user or of the assumed role's session. */
  readonly arn: string;
  /** AWS' unique id of the principal. */
  readonly userId: string;
  /** The profile whose credentials asked; absent for credentials from the environment. */
  readonly profile?: string;
  /** When those credentials end, UTC; null when they do not. */
  readonly expiration?: string;
}

export type ListCodeTemplatesParams = Record<string, never>;

export interface CodeTemplateList {
  /** Every language that code is written in, with its templates. */
  readonly languages: readonly CodeLanguageInfo[];
}

export interface CodeTemplateInfo {
  /** The template's name. */
  readonly name: string;
  /** What the code does, in a line. */
  readonly description: string;
  /** Whether it serves several profiles at once. */
  readonly takesProfiles: boolean;
}

export interface CodeOptionInfo {
  /** The option's name, for `GenerateCodeParams.options`. */
  readonly name: string;
  /** What it does, in a line. */
  readonly description: string;
}

export interface CodeLanguageInfo {
  /** The language's name on the command line. */
  readonly id: string;
  /** Its name for people. */
  readonly name: string;
  /** What else it may be called, editors' language ids among it. */
  readonly aliases: readonly string[];
  /** The extension of its files, with the dot. */
  readonly extension: string;
  /** What there is to write, the usual first. */
  readonly templates: readonly CodeTemplateInfo[];
  /** What can be asked for besides. */
  readonly options: readonly CodeOptionInfo[];
}

export interface GenerateCodeParams {
  /** The language: its name, an alias, or the editor's language id. */
  readonly language: string;
  /** The profiles or role ARNs that the code is for; without any it has placeholders. */
  readonly profiles?: readonly string[];
  /** The template; without one, the language's usual. */
  readonly template?: string;
  /** The language's options to turn on. */
  readonly options?: readonly string[];
  /** Whether to answer the body of a snippet, with tab stops, instead of code. */
  readonly asSnippet?: boolean;
}

export interface CodeResult {
  /** The language's name. */
  readonly language: string;
  /** The template's name. */
  readonly template: string;
  /** What to call a file with this code. */
  readonly fileName: string;
  /** The code, or the snippet's body; lines end with a line feed. No key is ever in it. */
  readonly code: string;
  /** What is left to fill in, and what of the profile the code does not do, as sentences. */
  readonly notes: readonly string[];
}

export interface FindHardCodedKeysParams {
  /** The document. */
  readonly text: string;
  /** Its language, for what to put in place of a key; any name that `GenerateCodeParams` takes. */
  readonly language?: string;
}

export interface HardCodedKeyList {
  /** The keys, in the order of the text. */
  readonly keys: readonly HardCodedKeyInfo[];
}

export interface HardCodedKeyInfo {
  /** The line, from 0, as in the Language Server Protocol. */
  readonly line: number;
  /** Where what is to be replaced begins, in UTF-16 units from 0. */
  readonly startCharacter: number;
  /** Where it ends. */
  readonly endCharacter: number;
  /** The environment variable that RoleAssist sets instead. */
  readonly variable: string;
  /** The expression to put there; absent where the language, or the place, takes none. */
  readonly replacement?: string;
}

export interface RunDiagnosticsParams {
  /** What only the editor knows, by name: its version, the shell of its terminals, the remote it works on. */
  readonly editor?: Readonly<Record<string, string>>;
}

export interface DiagnosticsReport {
  /** What was looked at, in the order of the report. */
  readonly findings: readonly DiagnosticFinding[];
  /** All of it as Markdown. It may be shared: names of people, accounts, hosts and folders are left out. */
  readonly report: string;
}

export type DiagnosticStatus =
  /** As it should be. */
  | 'ok'
  /** It works, but not as somebody may expect. */
  | 'warning'
  /** It keeps RoleAssist, or a profile, from working. */
  | 'error';

export interface DiagnosticFinding {
  /** What it is about. */
  readonly topic: string;
  /** Whether something must be done. */
  readonly status: DiagnosticStatus;
  /** What was found. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

export type StartSandboxParams = Record<string, never>;

/** The sandbox that runs within the host. */
export interface SandboxInfo {
  /** The profiles that it adds to those of the AWS files, in the order in which a newcomer tries them. */
  readonly profiles: readonly string[];
  /** Its MFA device, whose codes it gives away. */
  readonly mfaSerial: string;
}

export type StopSandboxParams = Record<string, never>;

export interface GetSandboxCodeParams {
  /** A device of the sandbox. */
  readonly mfaSerial: string;
}

export interface SandboxCode {
  /** A code that is still good, six digits. */
  readonly tokenCode: string;
}

/** The profiles have changed; ask for them again where they are shown. */
export type ProfilesChangedParams = Record<string, never>;

/** The `data` of every error. */
export interface ErrorData {
  /** The stable name of the error. */
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly hint?: string;
  /** The profile concerned. */
  readonly profile?: string;
  /** The MFA device whose code is needed or was refused. */
  readonly mfaSerial?: string;
  /** When trying again is worth it; for a spent code, when the device shows its next one at the latest. */
  readonly retryAfterSeconds?: number;
}

/** The JSON-RPC error codes of the host. A code's hundreds are the command line's exit code: 401 ends a verb with 4. */
export const ErrorCode = {
  /** A fault of RoleAssist itself. */
  Internal: 100,
  /** A parameter or option that cannot be meant. */
  InvalidArgument: 200,
  /** No session has that id; it has ended, or the host has been restarted. */
  SessionNotFound: 201,
  /** What the AWS files say cannot work. */
  ConfigurationInvalid: 300,
  /** An AWS file is there but cannot be read. */
  ConfigurationUnreadable: 301,
  /** No profile has that name. */
  ProfileNotFound: 302,
  /** A chain of profiles comes back to where it began. */
  ProfileCycle: 303,
  /** There are no credentials to begin with. */
  CredentialsMissing: 304,
  /** The profile gets its credentials in a way that RoleAssist leaves to another tool. The hint says which and how. */
  CredentialSourceUnsupported: 305,
  /** The program or file that the profile names gives no credentials. */
  CredentialSourceFailed: 306,
  /** Nobody is logged in to IAM Identity Center, or the login has expired. The hint names the command. */
  SsoLoginRequired: 307,
  /** AWS does not allow it. */
  AccessDenied: 400,
  /** AWS refused the MFA code: wrong, or used before. */
  MfaCodeRejected: 401,
  /** AWS does not know the access key, or the secret does not match it. */
  CredentialsInvalid: 402,
  /** The credentials used have expired. */
  CredentialsExpired: 403,
  /** AWS found a parameter unacceptable. */
  RequestRejected: 404,
  /** AWS is asked too often. */
  Throttled: 405,
  /** This machine's clock is too far from AWS'. */
  ClockSkewed: 406,
  /** AWS has seen the MFA code already and takes each once. Ask for the next one and send the same request again. */
  MfaCodeSpent: 407,
  /** No connection to AWS. */
  ServiceUnreachable: 500,
  /** AWS did not answer in time. */
  ServiceTimeout: 501,
  /** AWS answered with a fault of its own, or with something that is no answer. */
  ServiceUnavailable: 502,
  /** An MFA code is needed. Ask for it and send the same request again. */
  MfaRequired: 600,
} as const;

export type ErrorCode = keyof typeof ErrorCode;

/** The params and the result of each request, by method. */
export interface Requests {
  readonly 'initialize': {
    readonly params: InitializeParams;
    readonly result: InitializeResult;
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
}

/** The params of each notification that the host sends, by method. */
export interface Notifications {
  readonly 'roleassist/sessionsChanged': SessionsSnapshot;
  readonly 'roleassist/profilesChanged': ProfilesChangedParams;
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
});

export const isSessionsSnapshot: guard.Guard<SessionsSnapshot> = guard.object<SessionsSnapshot>({
  revision: guard.number,
  sessions: guard.array(isSessionInfo),
});

export const isProfilesChangedParams: guard.Guard<ProfilesChangedParams> = guard.object<ProfilesChangedParams>({});

/** The guards of the params of each notification, by method. */
export const notificationGuards: {
  readonly [M in keyof Notifications]: guard.Guard<Notifications[M]>;
} = {
  'roleassist/sessionsChanged': isSessionsSnapshot,
  'roleassist/profilesChanged': isProfilesChangedParams,
};
