namespace RoleAssist.Core.Errors;

/// <summary>The hint of errors that last until the user signs in.</summary>
public static class SignInHint
{
    /// <param name="name">What to sign in with: an <c>[sso-session]</c> or a profile.</param>
    public static string For(string name) =>
        $"Run roleassist login {ShellWord.Of(name)} (in VS Code: AWS: Sign In...).";
}
