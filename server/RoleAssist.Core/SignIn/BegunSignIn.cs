namespace RoleAssist.Core.SignIn;

/// <summary>A sign-in that waits for the user.</summary>
/// <param name="Id">Identifies it to those who wait.</param>
/// <param name="Target">What the user signs in to.</param>
/// <param name="Attempt">What to open and to show. The sign-in owns it.</param>
public sealed record BegunSignIn(string Id, SignInTarget Target, ISignInAttempt Attempt);

/// <summary>A sign-in that was ended, if there was one.</summary>
/// <param name="Target">What the user was signed in to.</param>
/// <param name="Notes">What this leaves, a sentence each.</param>
public sealed record EndedSignIn(SignInTarget Target, IReadOnlyList<string> Notes)
{
    /// <summary>Gets whether there was something to end. If not, the notes say so.</summary>
    public bool WasSignedIn { get; init; } = true;
}
