using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.SignIn;

/// <summary>Signs in to one kind of service, and knows where its tokens are.</summary>
public interface ISignInMethod
{
    SignInKind Kind { get; }

    /// <summary>
    /// Starts an attempt: prepares the address that the user opens. The caller shows it, waits, and disposes of the
    /// attempt. Whatever the browser may answer to is listening before this returns.
    /// </summary>
    /// <param name="target">What to sign in to.</param>
    /// <param name="flow">How; <see cref="SignInFlow.Auto"/> leaves the choice to the method.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="RoleAssistException">The service cannot be reached or refuses.</exception>
    Task<ISignInAttempt> StartAsync(SignInTarget target, SignInFlow flow, CancellationToken cancellationToken);

    /// <summary>Reads whether the user is signed in. It calls no service and throws no error about the files.</summary>
    Task<SignInStatus> GetStatusAsync(SignInTarget target, CancellationToken cancellationToken);

    /// <summary>Signs out: ends the token at the service and removes it from this machine.</summary>
    /// <exception cref="RoleAssistException">The token cannot be removed.</exception>
    Task<EndedSignIn> EndAsync(SignInTarget target, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the files that change when the user signs in with another program, so that they can be watched.
    /// </summary>
    IReadOnlyList<string> FilesOf(SignInTarget target) => [];

    /// <summary>
    /// Returns the target of a profile that needs no sign-in yet, if this method can set it up; null if it cannot.
    /// </summary>
    SignInTarget? Adopt(ProfileSet profiles, Profile profile) => null;
}
