namespace RoleAssist.Contracts;

/// <summary>
/// The JSON-RPC error codes of the host. A code's hundreds are the command line's exit code: 401 ends a verb with 4.
/// </summary>
public enum ErrorCode
{
    /// <summary>A fault of RoleAssist itself.</summary>
    Internal = 100,

    /// <summary>A parameter or option that cannot be meant.</summary>
    InvalidArgument = 200,

    /// <summary>No session has that id; it has ended, or the host has been restarted.</summary>
    SessionNotFound = 201,

    /// <summary>What the AWS files say cannot work.</summary>
    ConfigurationInvalid = 300,

    /// <summary>An AWS file is there but cannot be read.</summary>
    ConfigurationUnreadable = 301,

    /// <summary>No profile has that name.</summary>
    ProfileNotFound = 302,

    /// <summary>A chain of profiles comes back to where it began.</summary>
    ProfileCycle = 303,

    /// <summary>There are no credentials to begin with.</summary>
    CredentialsMissing = 304,

    /// <summary>The profile gets its credentials in a way that RoleAssist leaves to another tool. The hint says which and how.</summary>
    CredentialSourceUnsupported = 305,

    /// <summary>The program or file that the profile names gives no credentials.</summary>
    CredentialSourceFailed = 306,

    /// <summary>Nobody is logged in to IAM Identity Center, or the login has expired. The hint names the command.</summary>
    SsoLoginRequired = 307,

    /// <summary>AWS does not allow it.</summary>
    AccessDenied = 400,

    /// <summary>AWS refused the MFA code: wrong, or used before.</summary>
    MfaCodeRejected = 401,

    /// <summary>AWS does not know the access key, or the secret does not match it.</summary>
    CredentialsInvalid = 402,

    /// <summary>The credentials used have expired.</summary>
    CredentialsExpired = 403,

    /// <summary>AWS found a parameter unacceptable.</summary>
    RequestRejected = 404,

    /// <summary>AWS is asked too often.</summary>
    Throttled = 405,

    /// <summary>This machine's clock is too far from AWS'.</summary>
    ClockSkewed = 406,

    /// <summary>AWS has seen the MFA code already and takes each once. Ask for the next one and send the same request again.</summary>
    MfaCodeSpent = 407,

    /// <summary>No connection to AWS.</summary>
    ServiceUnreachable = 500,

    /// <summary>AWS did not answer in time.</summary>
    ServiceTimeout = 501,

    /// <summary>AWS answered with a fault of its own, or with something that is no answer.</summary>
    ServiceUnavailable = 502,

    /// <summary>An MFA code is needed. Ask for it and send the same request again.</summary>
    MfaRequired = 600,
}

/// <summary>The <c>data</c> of every error.</summary>
/// <param name="Code">The stable name of the error.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Profile">The profile concerned.</param>
/// <param name="MfaSerial">The MFA device whose code is needed or was refused.</param>
/// <param name="RetryAfterSeconds">When trying again is worth it; for a spent code, when the device shows its next one at the latest.</param>
public sealed record ErrorData(
    ErrorCode Code, string? Hint = null, string? Profile = null, string? MfaSerial = null, int? RetryAfterSeconds = null);
