namespace RoleAssist.Core.SignIn;

/// <summary>Listens on the loopback interface for the answer that a browser brings (RFC 8252, section 7.3).</summary>
public interface ISignInCallbacks
{
    /// <summary>
    /// Opens a port. It listens when this returns, and until the right answer arrives or the listener is disposed of.
    /// </summary>
    /// <param name="state">
    /// The secret that the right answer carries as <c>state</c>. Any other request is refused and changes nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">No port can be opened.</exception>
    Task<ISignInCallback> ListenAsync(string state, CancellationToken cancellationToken);
}

/// <summary>A port that waits for a browser. Disposing of it closes the port.</summary>
public interface ISignInCallback : IAsyncDisposable
{
    /// <summary>Gets the redirect URI, <c>http://127.0.0.1:PORT/oauth/callback</c>.</summary>
    string RedirectUri { get; }

    /// <summary>Waits for the answer. The port is closed once the browser has been answered.</summary>
    Task<CallbackAnswer> WaitAsync(CancellationToken cancellationToken);
}

/// <summary>What the browser brought, with the right <c>state</c>. All of it comes from outside.</summary>
/// <param name="Code">The authorization code, a secret; null if the user or the service refused.</param>
/// <param name="Error">The error code of RFC 6749, section 4.1.2.1.</param>
/// <param name="ErrorDescription">What the service says about the error.</param>
public sealed record CallbackAnswer(string? Code, string? Error = null, string? ErrorDescription = null)
{
    /// <summary>Returns no code.</summary>
    public override string ToString() => Error ?? "answered";
}
