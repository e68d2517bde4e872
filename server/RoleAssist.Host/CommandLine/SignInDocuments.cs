using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.CommandLine;

/// <summary>The output of <c>login --json</c>.</summary>
/// <param name="Name">What the user is signed in to.</param>
/// <param name="Kind"><c>identityCenter</c> or <c>awsLogin</c>.</param>
/// <param name="ExpiresAt">When the token expires.</param>
/// <param name="IsRenewable">Whether the token is renewed without the user.</param>
/// <param name="Identity">The ARN of the identity, if the service tells.</param>
/// <param name="Notes">What else the user should know.</param>
internal sealed record SignedInDocument(
    string Name,
    string Kind,
    DateTimeOffset ExpiresAt,
    bool IsRenewable,
    string? Identity,
    IReadOnlyList<string> Notes
)
{
    public static SignedInDocument From(SignedIn signedIn) =>
        new(
            signedIn.Target.Name,
            NameOf(signedIn.Target.Kind),
            signedIn.ExpiresAt,
            signedIn.IsRenewable,
            signedIn.Identity,
            signedIn.Notes
        );

    public static string NameOf(SignInKind kind) =>
        kind switch
        {
            SignInKind.IdentityCenter => "identityCenter",
            SignInKind.AwsLogin => "awsLogin",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}

/// <summary>The output of <c>logout --json</c>.</summary>
/// <param name="Name">What the user has signed out of.</param>
/// <param name="Kind"><c>identityCenter</c> or <c>awsLogin</c>.</param>
/// <param name="WasSignedIn">Whether there was something to end.</param>
/// <param name="Notes">What this leaves.</param>
internal sealed record SignedOutDocument(string Name, string Kind, bool WasSignedIn, IReadOnlyList<string> Notes)
{
    public static SignedOutDocument From(EndedSignIn ended) =>
        new(ended.Target.Name, SignedInDocument.NameOf(ended.Target.Kind), ended.WasSignedIn, ended.Notes);
}
