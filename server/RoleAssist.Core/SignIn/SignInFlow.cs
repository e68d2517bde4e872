namespace RoleAssist.Core.SignIn;

/// <summary>How a person signs in.</summary>
public enum SignInFlow
{
    /// <summary>The browser, if a port can be opened for its answer; otherwise a code.</summary>
    Auto,

    /// <summary>The browser answers at a port of this machine (RFC 8252, section 7.3).</summary>
    Browser,

    /// <summary>
    /// The browser may run elsewhere: the page shows a code, or the user types one into the page (RFC 8628).
    /// </summary>
    Code,
}
