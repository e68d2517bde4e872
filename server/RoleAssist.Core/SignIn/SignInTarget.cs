using RoleAssist.Core.Chains;

namespace RoleAssist.Core.SignIn;

/// <summary>What a person signs in to. Everything that needs the same sign-in has the same target.</summary>
/// <param name="Name">What the user calls it: the name of the <c>[sso-session]</c>, otherwise of a profile.</param>
/// <param name="Kind">The service.</param>
/// <param name="Source">The source of credentials that needs the sign-in, with its endpoints.</param>
public sealed record SignInTarget(string Name, SignInKind Kind, CredentialSource Source)
{
    /// <summary>Gets what identifies the sign-in.</summary>
    public string Key { get; } = KeyOf(Source) ?? throw new ArgumentException("The source needs no sign-in.");

    /// <summary>Returns whether credentials from a source need this sign-in.</summary>
    public bool Serves(CredentialSource source) => KeyOf(source) == Key;

    /// <summary>Returns what identifies the sign-in that a source needs; null if it needs none.</summary>
    public static string? KeyOf(CredentialSource source) =>
        source switch
        {
            SsoSource { Session: { } session } => $"session {session}",
            SsoSource older => $"portal {older.StartUrl}",
            LoginSource { LoginSession: LoginSource.NotKnown } first => $"profile {first.Profile}",
            LoginSource login => $"login {login.LoginSession}",
            _ => null,
        };

    public override string ToString() => Name;
}
