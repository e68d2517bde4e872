using RoleAssist.Core.Errors;

namespace RoleAssist.Core.SignIn;

/// <summary>One attempt to sign in, which waits for a person. Disposing of it abandons it and closes its port.</summary>
public interface ISignInAttempt : IAsyncDisposable
{
    /// <summary>Gets the flow that was chosen, never <see cref="SignInFlow.Auto"/>.</summary>
    SignInFlow Flow { get; }

    /// <summary>
    /// Gets the address to open in a browser, exactly as it must be opened; null if nothing is left to do for the user.
    /// </summary>
    string? Url { get; }

    /// <summary>Gets the code that the page must show, or that the user types into it; null if there is none.</summary>
    string? UserCode => null;

    /// <summary>Whether the page shows a text that the user brings back to <see cref="SubmitAsync"/>.</summary>
    bool TakesCode => false;

    /// <summary>Gets when the attempt can no longer succeed.</summary>
    DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// Completes when the user has signed in and the token is stored. It is called once.
    /// </summary>
    /// <exception cref="RoleAssistException">The user refused, the time is up, or the service failed.</exception>
    Task<SignedIn> WaitAsync(CancellationToken cancellationToken);

    /// <summary>Takes the text that the page showed. A wrong text leaves the attempt as it was.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it is not that text.</exception>
    Task SubmitAsync(string code, CancellationToken cancellationToken) =>
        throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            "This sign-in takes no code.",
            "Finish it in the browser."
        );
}
