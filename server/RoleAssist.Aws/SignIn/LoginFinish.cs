using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.SignIn;

/// <summary>Stores a login where all AWS tools find it, and names it in the profile if that has none yet.</summary>
internal sealed class LoginFinish(SignInTarget target, LoginCache cache, Func<AwsFilesEditor> editor)
{
    public SignInTarget Target => target;

    /// <exception cref="RoleAssistException">
    /// Another identity has signed in than the profile names, or a file cannot be written. Nothing is stored.
    /// </exception>
    public async Task<SignedIn> StoreAsync(
        string identity,
        LoginToken token,
        string region,
        CancellationToken cancellationToken
    )
    {
        var expected = (LoginSource)target.Source;
        var isFirst = expected.LoginSession == LoginSource.NotKnown;
        if (!isFirst && expected.LoginSession.Trim() != identity)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"You have signed in as {identity}, but the login_session of profile '{target.Name}' is "
                    + $"{expected.LoginSession}.",
                "Sign in as that identity, or remove the line login_session from the profile and sign in again."
            )
            {
                Profile = target.Name,
            };
        }

        var source = expected with { LoginSession = identity };
        using (await cache.LockAsync(source, cancellationToken).ConfigureAwait(false))
        {
            cache.Write(source, token.Document);
            if (source.Signin.Settings.CustomUrl is null)
            {
                cache.Regions.Remember(source, region);
            }
        }

        if (isFirst)
        {
            var line = new SetSetting(SectionId.Profile(target.Name), ProfileSettings.LoginSession, identity);
            await editor().ApplyAsync(new AwsFilesChange([line], []), cancellationToken).ConfigureAwait(false);
        }

        return new SignedIn(target, token.ExpiresAt, IsRenewable: true)
        {
            Identity = identity,
            Notes = isFirst ? [$"Profile '{target.Name}' now has the line login_session = {identity}."] : [],
        };
    }
}
