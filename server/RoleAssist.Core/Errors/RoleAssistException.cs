namespace RoleAssist.Core.Errors;

/// <summary>
/// A failure that is told to a person. The message says what happened and to which profile and holds no secret;
/// <see cref="Hint"/> says what to do next.
/// </summary>
public sealed class RoleAssistException(ErrorCode code, string message, string? hint = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ErrorCode Code { get; } = code;

    /// <summary>What happened, without its place.</summary>
    public string Summary { get; } = message;

    /// <summary>What happened and, where a line of a file is to blame, where that line is.</summary>
    public override string Message => Location is null ? Summary : $"{Summary} ({Location})";

    /// <summary>What to do about it, where there is something to do.</summary>
    public string? Hint { get; } = hint;

    /// <summary>The line to correct.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The profile concerned.</summary>
    public string? Profile { get; init; }

    /// <summary>The MFA device whose code is needed or was refused.</summary>
    public string? MfaSerial { get; init; }

    /// <summary>When trying again is worth it, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same, said of a profile.</summary>
    public RoleAssistException Of(string profile) =>
        new(Code, Summary, Hint, this) { Profile = profile, MfaSerial = MfaSerial, Location = Location, RetryAfter = RetryAfter };

    /// <summary>Whether trying again later, without anybody changing anything, may work.</summary>
    public bool IsTransient => Code is ErrorCode.Throttled or ErrorCode.ServiceUnreachable or ErrorCode.ServiceTimeout or ErrorCode.ServiceUnavailable;
}
