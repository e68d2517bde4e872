namespace RoleAssist.Contracts;

/// <summary>
/// The host's JSON-RPC error codes. The hundreds digit is the command line's exit code: error 401 exits with 4.
/// </summary>
public enum ErrorCode
{
    /// <summary>An internal error in RoleAssist.</summary>
    Internal = 100,

    /// <summary>A parameter or option is invalid.</summary>
    InvalidArgument = 200,

    /// <summary>No session has this ID: it has ended, or the host has restarted.</summary>
    SessionNotFound = 201,

    /// <summary>The configuration in the AWS files cannot work.</summary>
    ConfigurationInvalid = 300,

    /// <summary>An AWS file exists but cannot be read.</summary>
    ConfigurationUnreadable = 301,

    /// <summary>No profile has this name.</summary>
    ProfileNotFound = 302,

    /// <summary>A chain of source profiles refers back to itself.</summary>
    ProfileCycle = 303,

    /// <summary>There are no source credentials.</summary>
    CredentialsMissing = 304,

    /// <summary>
    /// RoleAssist leaves the profile's credential source to another tool. The hint says which tool and how to use it.
    /// </summary>
    CredentialSourceUnsupported = 305,

    /// <summary>The program or file that the profile names did not supply credentials.</summary>
    CredentialSourceFailed = 306,

    /// <summary>
    /// The user is not signed in to IAM Identity Center, or the sign-in has ended. The hint names the command to run.
    /// </summary>
    SsoLoginRequired = 307,

    /// <summary>There is no keychain or vault to use. The hint says what to install or to choose.</summary>
    VaultUnavailable = 308,

    /// <summary>The vault has no room for another secret.</summary>
    VaultFull = 309,

    /// <summary>The profile's key is not in the vault, although the profile says so.</summary>
    KeyNotInVault = 310,

    /// <summary>
    /// The user is not signed in with <c>aws login</c>, or the sign-in has ended. The hint names the command to run.
    /// </summary>
    LoginRequired = 311,

    /// <summary>The user's settings give agents no role, or the role cannot be narrowed for one.</summary>
    AgentNotAllowed = 312,

    /// <summary>AWS denied access.</summary>
    AccessDenied = 400,

    /// <summary>AWS rejected the MFA code: it is wrong or was used before.</summary>
    MfaCodeRejected = 401,

    /// <summary>AWS does not know the access key, or the secret does not match it.</summary>
    CredentialsInvalid = 402,

    /// <summary>The credentials used have expired.</summary>
    CredentialsExpired = 403,

    /// <summary>AWS rejected a parameter.</summary>
    RequestRejected = 404,

    /// <summary>AWS throttled the request.</summary>
    Throttled = 405,

    /// <summary>This machine's clock differs too much from AWS'.</summary>
    ClockSkewed = 406,

    /// <summary>
    /// The MFA code has already been used, and AWS accepts each code once. Ask for the next code and resend the
    /// request.
    /// </summary>
    MfaCodeSpent = 407,

    /// <summary>AWS could not be reached.</summary>
    ServiceUnreachable = 500,

    /// <summary>AWS did not answer in time.</summary>
    ServiceTimeout = 501,

    /// <summary>AWS returned a server error or an invalid response.</summary>
    ServiceUnavailable = 502,

    /// <summary>An MFA code is required. Ask for it and resend the request.</summary>
    MfaRequired = 600,

    /// <summary>The vault is locked, and only a person can unlock it.</summary>
    VaultLocked = 601,

    /// <summary>A person must confirm it or type something, and nobody can be asked.</summary>
    ConfirmationRequired = 602,

    /// <summary>An agent asked for what only a person may allow, and nobody has allowed it.</summary>
    AgentNeedsApproval = 603,
}

/// <summary>The <c>data</c> of every JSON-RPC error.</summary>
/// <param name="Code">The error's stable name.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Profile">The affected profile.</param>
/// <param name="MfaSerial">The MFA device whose code is required or was rejected.</param>
/// <param name="RetryAfterSeconds">
/// How long to wait before retrying. For a used code, the device shows the next code within this time.
/// </param>
/// <param name="SignIn">What to sign in to: the name for <c>roleassist/signIn/begin</c>.</param>
public sealed record ErrorData(
    ErrorCode Code,
    string? Hint = null,
    string? Profile = null,
    string? MfaSerial = null,
    int? RetryAfterSeconds = null,
    string? SignIn = null
);
