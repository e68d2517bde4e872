namespace RoleAssist.Core.Environment;

/// <summary>
/// RoleAssist's own environment variables: those that it sets for programs with a role, and those that configure it.
/// </summary>
public static class RoleAssistVariables
{
    /// <summary>The prefix of all these variables.</summary>
    public const string Prefix = "ROLEASSIST_";

    /// <summary>
    /// The profile whose role an environment has, for shell prompts, and so that a nested shell knows whose region it
    /// inherits.
    /// </summary>
    public const string Profile = "ROLEASSIST_PROFILE";

    /// <summary>The account ID of a command of <c>run</c>.</summary>
    public const string Account = "ROLEASSIST_ACCOUNT";

    /// <summary>The name of its account.</summary>
    public const string AccountName = "ROLEASSIST_ACCOUNT_NAME";

    /// <summary>Its region.</summary>
    public const string Region = "ROLEASSIST_REGION";

    /// <summary>
    /// The names of the variables that this session set and that other sessions do not set, separated by commas.
    /// </summary>
    public const string Variables = "ROLEASSIST_VARIABLES";

    /// <summary>
    /// The credential endpoint's address again, under a name that no SDK reads, so that RoleAssist recognizes its own
    /// endpoint.
    /// </summary>
    public const string CredentialsFullUri = "ROLEASSIST_CREDENTIALS_FULL_URI";

    /// <summary>The endpoint's token, likewise.</summary>
    public const string AuthorizationToken = "ROLEASSIST_AUTHORIZATION_TOKEN";

    /// <summary>
    /// The access key ID again: if it differs from AWS_ACCESS_KEY_ID, the user has set other keys since. It is not a
    /// secret.
    /// </summary>
    public const string AccessKeyId = "ROLEASSIST_ACCESS_KEY_ID";

    /// <summary>Where the user's own config file is, while AWS_CONFIG_FILE names a generated one.</summary>
    public const string ConfigFile = "ROLEASSIST_CONFIG_FILE";

    /// <summary>
    /// Where the user's own credentials file is, while AWS_SHARED_CREDENTIALS_FILE names a generated one.
    /// </summary>
    public const string SharedCredentialsFile = "ROLEASSIST_SHARED_CREDENTIALS_FILE";

    /// <summary>The variables among NO_PROXY and no_proxy to which the loopback was added for the endpoint.</summary>
    public const string NoProxy = "ROLEASSIST_NO_PROXY";

    /// <summary>The profiles whose <c>credential_process</c> is running, to stop a process that calls itself.</summary>
    public const string ProfileChain = "ROLEASSIST_PROFILE_CHAIN";

    /// <summary><c>off</c> keeps other processes of this user from using a host's sessions.</summary>
    public const string ShareSessions = "ROLEASSIST_SHARE_SESSIONS";

    /// <summary>
    /// <c>on</c> keeps sessions sealed on disk with any store of the vault, <c>off</c> never does. By default they are
    /// kept if the store is a keychain of the operating system.
    /// </summary>
    public const string KeepSessions = "ROLEASSIST_KEEP_SESSIONS";

    /// <summary>
    /// <c>vault</c> keeps the tokens of sign-ins to Identity Center sealed, instead of in the files that AWS' tools share.
    /// </summary>
    public const string SsoTokens = "ROLEASSIST_SSO_TOKENS";

    /// <summary>
    /// What agents get: <c>deny</c>, <c>scoped</c> or <c>same</c>. In an agent's own environment, <c>same</c> does not
    /// count.
    /// </summary>
    public const string Agents = "ROLEASSIST_AGENTS";

    /// <summary>The name of an agent that RoleAssist does not know by another sign, in the environment of its processes.</summary>
    public const string Agent = "ROLEASSIST_AGENT";

    /// <summary>Which command of an agent a process belongs to, in the environment of what the command starts.</summary>
    public const string Command = "ROLEASSIST_COMMAND";

    /// <summary><c>off</c> stops the audit trail.</summary>
    public const string Audit = "ROLEASSIST_AUDIT";

    /// <summary><c>1</c> allows core dumps, which can contain secrets.</summary>
    public const string CoreDumps = "ROLEASSIST_CORE_DUMPS";

    /// <summary>The folder for state, instead of the platform's.</summary>
    public const string StateFolder = "ROLEASSIST_STATE_FOLDER";

    /// <summary><c>1</c> traces to stderr, a path traces to that file.</summary>
    public const string Trace = "ROLEASSIST_TRACE";

    /// <summary>The store of the vault: <c>auto</c> or the name of a store.</summary>
    public const string Vault = "ROLEASSIST_VAULT";

    /// <summary>
    /// The addresses of a console that RoleAssist does not know: where one signs in and, after a comma, the console.
    /// </summary>
    public const string ConsoleEndpoint = "ROLEASSIST_CONSOLE_ENDPOINT";

    /// <summary>The program that opens the console, instead of the default browser.</summary>
    public const string ConsoleBrowser = "ROLEASSIST_CONSOLE_BROWSER";

    /// <summary>Where each role has a tab of its own: <c>granted</c> or <c>container</c>, <c>profile</c>, <c>off</c>.</summary>
    public const string ConsoleContainer = "ROLEASSIST_CONSOLE_CONTAINER";

    private const char Separator = ',';

    /// <summary>Formats names for <see cref="Variables"/>.</summary>
    public static string Join(IEnumerable<string> names) => string.Join(Separator, names);

    /// <summary>The names in <see cref="Variables"/>. Versions before 0.2 separated them by blanks.</summary>
    public static IEnumerable<string> Listed(ProcessEnvironment environment) =>
        (environment[Variables] ?? "").Split([Separator, ' '], StringSplitOptions.RemoveEmptyEntries).Where(IsName);

    /// <summary>Names end up in statements that a shell evaluates.</summary>
    private static bool IsName(string text) =>
        text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !char.IsAsciiDigit(text[0]);
}
