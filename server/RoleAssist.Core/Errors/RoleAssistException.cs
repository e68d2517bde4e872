namespace RoleAssist.Core.Errors;

/// <summary>
/// An error to report to the user. The message says what happened and to which profile, and contains no secret; <see
/// cref="Hint"/> says what to do next.
/// </summary>
public sealed class RoleAssistException(ErrorCode code, string message, string? hint = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ErrorCode Code { get; } = code;

    /// <summary>Gets what happened, without the location.</summary>
    public string Summary { get; } = message;

    /// <summary>Gets what happened, with the location if a line of a file is the cause.</summary>
    public override string Message => Location is null ? Summary : $"{Summary} ({Location})";

    /// <summary>Gets what to do about it; null if there is nothing to do.</summary>
    public string? Hint { get; } = hint;

    /// <summary>Gets the location of the line to correct.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Gets the affected profile.</summary>
    public string? Profile { get; init; }

    /// <summary>Gets the MFA device whose code is needed or was rejected.</summary>
    public string? MfaSerial { get; init; }

    /// <summary>Gets the name to sign in with, if that is what is needed.</summary>
    public string? SignIn { get; init; }

    /// <summary>Gets the time to wait before a retry, if known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Returns a copy of the error for a profile.</summary>
    public RoleAssistException ForProfile(string profile) =>
        new(Code, Summary, Hint, this)
        {
            Profile = profile,
            MfaSerial = MfaSerial,
            SignIn = SignIn,
            Location = Location,
            RetryAfter = RetryAfter,
        };

    /// <summary>Whether it lasts until the user signs in.</summary>
    public bool NeedsSignIn => Code is ErrorCode.SsoLoginRequired or ErrorCode.LoginRequired;

    /// <summary>Whether a later retry may succeed without any change.</summary>
    public bool IsTransient =>
        Code
            is ErrorCode.Throttled
                or ErrorCode.ServiceUnreachable
                or ErrorCode.ServiceTimeout
                or ErrorCode.ServiceUnavailable;
}
