namespace RoleAssist.Core.SignIn;

/// <summary>A sign-in that has succeeded.</summary>
/// <param name="Target">What the user is signed in to.</param>
/// <param name="ExpiresAt">When the token expires.</param>
/// <param name="IsRenewable">Whether the token is renewed without the user, for as long as the service allows.</param>
public sealed record SignedIn(SignInTarget Target, DateTimeOffset ExpiresAt, bool IsRenewable)
{
    /// <summary>Gets the ARN of the identity, if the service tells.</summary>
    public string? Identity { get; init; }

    /// <summary>Gets what else the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
