using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>The service that a user signs in to.</summary>
public enum SignInKind
{
    /// <summary>IAM Identity Center, for an <c>sso-session</c> or a profile in the older form.</summary>
    [JsonStringEnumMemberName("identityCenter")]
    IdentityCenter,

    /// <summary>AWS Sign-In, for a profile with a <c>login_session</c>.</summary>
    [JsonStringEnumMemberName("awsLogin")]
    AwsLogin,
}

/// <summary>How a user signs in.</summary>
public enum SignInFlow
{
    /// <summary>The browser if the host can open a port for its answer, otherwise a code.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>The browser answers at a port of the host's machine.</summary>
    [JsonStringEnumMemberName("browser")]
    Browser,

    /// <summary>The browser may run elsewhere.</summary>
    [JsonStringEnumMemberName("code")]
    Code,
}

/// <summary>Whether a user is signed in, as far as this machine knows.</summary>
public enum SignInState
{
    /// <summary>There is a token that is valid, or that can probably be renewed.</summary>
    [JsonStringEnumMemberName("signedIn")]
    SignedIn,

    /// <summary>There is no token, or it has expired and cannot be renewed.</summary>
    [JsonStringEnumMemberName("signedOut")]
    SignedOut,

    /// <summary>The token or the settings cannot be read.</summary>
    [JsonStringEnumMemberName("unreadable")]
    Unreadable,
}

/// <param name="Name">The name of an <c>sso-session</c>, or of a profile that needs a sign-in.</param>
/// <param name="Flow">How the user signs in; <c>auto</c> by default.</param>
public sealed record BeginSignInParams(string Name, SignInFlow? Flow = null);

/// <summary>
/// A sign-in that waits for the user. The client opens the address only if the user has just asked for it.
/// </summary>
/// <param name="SignInId">Identifies the sign-in. Another flow of the same sign-in has the same ID.</param>
/// <param name="Name">What the user signs in to.</param>
/// <param name="Kind">The service.</param>
/// <param name="Flow">The flow that was chosen.</param>
/// <param name="ExpiresAt">When it can no longer succeed (UTC).</param>
/// <param name="Url">The address to open, unchanged. Absent if nothing is left to do for the user.</param>
/// <param name="UserCode">
/// The code that the page shows or asks for. The user must approve it only if they started this sign-in.
/// </param>
/// <param name="TakesCode">
/// Whether the page shows a text that the user brings back, for <c>roleassist/signIn/submitCode</c>.
/// </param>
public sealed record BegunSignIn(
    string SignInId,
    string Name,
    SignInKind Kind,
    SignInFlow Flow,
    DateTimeOffset ExpiresAt,
    string? Url = null,
    string? UserCode = null,
    bool? TakesCode = null
)
{
    /// <summary>Returns only the name, because the address contains the secret of the sign-in.</summary>
    public override string ToString() => Name;
}

/// <param name="SignInId">The sign-in to wait for.</param>
public sealed record AwaitSignInParams(string SignInId);

/// <summary>A sign-in that has succeeded.</summary>
/// <param name="Name">What the user is signed in to.</param>
/// <param name="Kind">The service.</param>
/// <param name="ExpiresAt">When the token expires (UTC).</param>
/// <param name="IsRenewable">Whether the token is renewed without the user.</param>
/// <param name="Identity">The ARN of the identity, if the service tells.</param>
/// <param name="Notes">What else the user should know, a sentence each.</param>
public sealed record SignedIn(
    string Name,
    SignInKind Kind,
    DateTimeOffset ExpiresAt,
    bool IsRenewable,
    string? Identity = null,
    IReadOnlyList<string>? Notes = null
);

/// <param name="SignInId">The sign-in.</param>
/// <param name="Code">The text that the page showed.</param>
public sealed record SubmitSignInCodeParams(string SignInId, string Code)
{
    /// <summary>Returns only the ID, because the code is a secret.</summary>
    public override string ToString() => SignInId;
}

/// <param name="Name">What to sign out of: the name of an <c>sso-session</c> or of a profile.</param>
public sealed record EndSignInParams(string Name);

/// <param name="Name">What the user has signed out of.</param>
/// <param name="Notes">What this leaves, a sentence each.</param>
/// <param name="WasSignedIn">Whether there was something to end. If not, the notes say so.</param>
public sealed record EndedSignIn(string Name, IReadOnlyList<string> Notes, bool WasSignedIn);

public sealed record ListSignInsParams;

/// <summary>A snapshot of everything that a user can sign in to.</summary>
/// <param name="Revision">Increases with every snapshot; the one with the higher revision is newer.</param>
/// <param name="SignIns">The sign-ins of the AWS files.</param>
public sealed record SignInsSnapshot(long Revision, IReadOnlyList<SignInInfo> SignIns);

/// <summary>A sign-in of the AWS files.</summary>
/// <param name="Name">The name to sign in with: of the <c>sso-session</c>, or of a profile.</param>
/// <param name="Kind">The service.</param>
/// <param name="State">Its state. The service may have ended it meanwhile.</param>
/// <param name="ExpiresAt">When the token expires or expired (UTC).</param>
/// <param name="IsRenewable">Whether the token can be renewed without the user.</param>
/// <param name="Place">The start URL, or the ARN of the identity.</param>
/// <param name="Reason">Why it cannot be read, as a sentence.</param>
/// <param name="IsSsoSession">Whether it is an <c>sso-session</c>, whose accounts and roles the host can list.</param>
public sealed record SignInInfo(
    string Name,
    SignInKind Kind,
    SignInState State,
    DateTimeOffset? ExpiresAt = null,
    bool? IsRenewable = null,
    string? Place = null,
    string? Reason = null,
    bool? IsSsoSession = null
);

/// <summary>An <c>sso-session</c> section to add to the config file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartUrl">The AWS access portal URL.</param>
/// <param name="Region">The region of Identity Center; optional if the URL names it.</param>
/// <param name="Scopes">What sign-ins ask for; by default what tools need.</param>
public sealed record SetUpSignInParams(
    string Name,
    string StartUrl,
    string? Region = null,
    IReadOnlyList<string>? Scopes = null
);

/// <param name="File">The path of the file that was changed.</param>
/// <param name="Line">The line of the new section, starting at 1.</param>
public sealed record SetUpSignInResult(string File, int Line);
