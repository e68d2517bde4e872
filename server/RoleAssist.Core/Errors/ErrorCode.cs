namespace RoleAssist.Core.Errors;

/// <summary>
/// The errors of RoleAssist. The numbers are the same as in the protocol, which a test compares; the hundreds are the
/// exit code of the command line.
/// </summary>
public enum ErrorCode
{
    Internal = 100,
    InvalidArgument = 200,
    SessionNotFound = 201,
    ConfigurationInvalid = 300,
    ConfigurationUnreadable = 301,
    ProfileNotFound = 302,
    ProfileCycle = 303,
    CredentialsMissing = 304,
    CredentialSourceUnsupported = 305,
    CredentialSourceFailed = 306,
    SsoLoginRequired = 307,
    VaultUnavailable = 308,
    VaultFull = 309,
    KeyNotInVault = 310,
    LoginRequired = 311,
    AgentNotAllowed = 312,
    AccessDenied = 400,
    MfaCodeRejected = 401,
    CredentialsInvalid = 402,
    CredentialsExpired = 403,
    RequestRejected = 404,
    Throttled = 405,
    ClockSkewed = 406,
    MfaCodeSpent = 407,
    ServiceUnreachable = 500,
    ServiceTimeout = 501,
    ServiceUnavailable = 502,
    MfaRequired = 600,
    VaultLocked = 601,
    ConfirmationRequired = 602,
    AgentNeedsApproval = 603,
}
