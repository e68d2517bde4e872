namespace RoleAssist.Core.SignIn;

/// <summary>The service that a person signs in to with a browser.</summary>
public enum SignInKind
{
    /// <summary>IAM Identity Center, for an <c>[sso-session]</c> or a profile in the older form.</summary>
    IdentityCenter,

    /// <summary>AWS Sign-In, for a profile with a <c>login_session</c>.</summary>
    AwsLogin,
}
