namespace RoleAssist.Core.SignIn;

/// <summary>Whether a person is signed in.</summary>
public enum SignInState
{
    /// <summary>There is no token, or it has expired and cannot be renewed.</summary>
    SignedOut,

    /// <summary>There is a token that is valid, or that can probably be renewed.</summary>
    SignedIn,

    /// <summary>The token or the settings cannot be read.</summary>
    Unreadable,
}

/// <summary>What is known about a sign-in without asking the service, which may have ended it.</summary>
/// <param name="Name">What the user calls it: <see cref="SignInTarget.Name"/>.</param>
/// <param name="Kind">The service.</param>
/// <param name="State">Its state.</param>
/// <param name="ExpiresAt">When the token expires or expired; null if there is none.</param>
/// <param name="IsRenewable">Whether the token can be renewed without the user.</param>
/// <param name="Reason">Why it cannot be read, as a sentence.</param>
public sealed record SignInStatus(
    string Name,
    SignInKind Kind,
    SignInState State,
    DateTimeOffset? ExpiresAt = null,
    bool IsRenewable = false,
    string? Reason = null
)
{
    /// <summary>Gets what the user signs in to: the start URL, or the ARN of the identity.</summary>
    public string? Place { get; init; }

    /// <summary>Whether it is an <c>[sso-session]</c>, whose accounts and roles can be listed.</summary>
    public bool IsSsoSession { get; init; }
}
