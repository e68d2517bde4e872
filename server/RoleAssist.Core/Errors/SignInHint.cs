namespace RoleAssist.Core.Errors;

/// <summary>The hint of errors that last until the user signs in.</summary>
public static class SignInHint
{
    /// <summary>The signs in a name that no shell reads as anything else.</summary>
    private const string PlainSigns = "-_./@+=:";

    /// <param name="name">What to sign in with: an <c>[sso-session]</c> or a profile.</param>
    public static string For(string name) => $"Run roleassist login {Quoted(name)} (in VS Code: AWS: Sign In...).";

    private static string Quoted(string name) =>
        name.All(character =>
            char.IsLetterOrDigit(character) || PlainSigns.Contains(character, StringComparison.Ordinal)
        )
            ? name
            : $"\"{name}\"";
}
