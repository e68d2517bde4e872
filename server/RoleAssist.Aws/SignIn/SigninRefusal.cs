using RoleAssist.Aws.Formats;

namespace RoleAssist.Aws.SignIn;

/// <summary>Why AWS Sign-In issues no credentials.</summary>
internal enum SigninRefusal
{
    /// <summary>The login has ended.</summary>
    TokenExpired,

    /// <summary>The user's password or other credentials have changed since the login.</summary>
    CredentialsChanged,

    /// <summary>The user may not sign in for programs.</summary>
    InsufficientPermissions,

    /// <summary>The code of a sign-in was used too late.</summary>
    CodeExpired,

    /// <summary>The request is not valid. A region that did not issue the token answers so too.</summary>
    InvalidRequest,

    /// <summary>A word of the service that is not documented.</summary>
    Other,
}

/// <summary>Reads the words of AWS Sign-In (the enumeration <c>OAuth2ErrorCode</c> of its model).</summary>
internal static class SigninRefusals
{
    /// <param name="answer">The body; null if it is no JSON object.</param>
    public static SigninRefusal Read(JsonFields? answer) =>
        answer?.Text("error")?.ToUpperInvariant() switch
        {
            "TOKEN_EXPIRED" => SigninRefusal.TokenExpired,
            "USER_CREDENTIALS_CHANGED" => SigninRefusal.CredentialsChanged,
            "INSUFFICIENT_PERMISSIONS" => SigninRefusal.InsufficientPermissions,
            "AUTHCODE_EXPIRED" => SigninRefusal.CodeExpired,
            "INVALID_REQUEST" => SigninRefusal.InvalidRequest,
            // Proxies answer with other words, and so does a service that changes.
            _ => SigninRefusal.Other,
        };
}
