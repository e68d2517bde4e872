using RoleAssist.Sandbox.Accounts;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>Somebody who can sign in to the console of the sandbox.</summary>
/// <param name="Arn">The ARN that <c>login_session</c> names.</param>
/// <param name="Label">What the page calls them.</param>
/// <param name="MaySignIn">
/// Whether a policy allows <c>signin:CreateOAuth2Token</c>
/// (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SignInLocalDevelopmentAccess.html).
/// </param>
/// <param name="Begin">Begins a session that ends at a given time.</param>
internal sealed record SignInPerson(string Arn, string Label, bool MaySignIn, Func<DateTimeOffset, Session> Begin)
{
    /// <summary>
    /// Creates a user. Who signs in to the console has shown the MFA device, so the session has MFA (?).
    /// </summary>
    public static SignInPerson Create(User user, bool maySignIn) =>
        new(
            user.Arn,
            maySignIn ? user.Name : $"{user.Name}, who lacks the policy for it",
            maySignIn,
            end => new Session(
                user.Arn,
                RoleSessionName: null,
                end,
                MfaAuthenticated: user.Mfa is not null,
                Session.NoTags,
                SourceIdentity: null
            )
        );

    /// <summary>Creates somebody who uses a role in the console.</summary>
    public static SignInPerson Create(Role role, string sessionName) =>
        new(
            Caller.Create(role, Session.Create(role, sessionName, DateTimeOffset.MaxValue)).Arn,
            $"{sessionName} as the role {role.Name}",
            MaySignIn: true,
            end => Session.Create(role, sessionName, end)
        );
}

/// <summary>All who can sign in; the first one is suggested.</summary>
internal sealed class SignInPeople(params IReadOnlyList<SignInPerson> people)
{
    public IReadOnlyList<SignInPerson> All => people;

    public SignInPerson? Find(string arn) => people.FirstOrDefault(person => person.Arn == arn);
}
