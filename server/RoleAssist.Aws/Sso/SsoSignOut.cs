using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Signs out of one session. The AWS CLI's <c>sso logout</c> ends every sign-in of the user; this one says what it
/// leaves.
/// </summary>
internal sealed class SsoSignOut(SsoTokens tokens, SsoPortal portal, ProcessEnvironment environment, TimeProvider time)
{
    private const int MostFiles = 200;
    private const int MostBytes = 64 * 1024;

    public async Task<EndedSignIn> EndAsync(SignInTarget target, SsoSource source, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var wasSignedIn = false;
        using (await tokens.LockAsync(source, cancellationToken).ConfigureAwait(false))
        {
            // Also where this process would not keep a token: another one may want the vault.
            foreach (var place in tokens.PlacesOf(source))
            {
                try
                {
                    if (await tokens.ReadAsync(source, place, cancellationToken).ConfigureAwait(false) is { } token)
                    {
                        wasSignedIn = true;
                        notes.AddRange(
                            await EndAtServiceAsync(target, source, token, cancellationToken).ConfigureAwait(false)
                        );
                    }

                    await tokens.DeleteAsync(source, place, cancellationToken).ConfigureAwait(false);
                }
                catch (RoleAssistException fault) when (place == TokenPlace.Vault)
                {
                    throw NotComplete(target, fault);
                }
            }
        }

        if (!wasSignedIn)
        {
            return new EndedSignIn(target, [$"You were not signed in to '{target}'."]) { WasSignedIn = false };
        }

        if (await HasCliCacheAsync(cancellationToken).ConfigureAwait(false))
        {
            notes.Add(
                "The AWS CLI keeps credentials of roles in ~/.aws/cli/cache until they expire. To remove them, run: aws "
                    + "sso logout, which also signs you out of all other sessions."
            );
        }

        notes.Add("The browser may stay signed in at your identity provider.");
        return new EndedSignIn(target, notes);
    }

    /// <summary>
    /// The sealed file holds other sign-ins too, so that it is not removed unread. The rest of this one is gone already.
    /// </summary>
    private RoleAssistException NotComplete(SignInTarget target, RoleAssistException fault) =>
        new(
            fault.Code,
            $"Could not sign out of '{target}' completely, because a sealed token may be left. {fault.Message}",
            $"{fault.Hint} Then sign out again. Or delete {tokens.SealedFile}, which removes all sealed sign-ins.".Trim()
        );

    /// <summary>A service that cannot be reached must not keep the token on this machine.</summary>
    private async Task<IReadOnlyList<string>> EndAtServiceAsync(
        SignInTarget target,
        SsoSource source,
        SsoToken token,
        CancellationToken cancellationToken
    )
    {
        if (token.IsExpired(time.GetUtcNow()))
        {
            return [];
        }

        string why;
        try
        {
            if (await portal.EndAsync(source, token.AccessToken, target.Name, cancellationToken).ConfigureAwait(false))
            {
                return [];
            }

            why = "Identity Center did not accept the request";
        }
        catch (RoleAssistException fault)
        {
            why = fault.Message.TrimEnd('.');
        }

        return
        [
            $"The token was removed from this machine, but is valid until {IsoTime.Format(token.ExpiresAt)}: {why}.",
        ];
    }

    /// <summary>Whether the AWS CLI keeps credentials of Identity Center's roles.</summary>
    private async Task<bool> HasCliCacheAsync(CancellationToken cancellationToken)
    {
        try
        {
            var folder = new DirectoryInfo(Path.Combine(HomeFolder.Find(environment), ".aws", "cli", "cache"));
            foreach (var file in folder.EnumerateFiles("*.json").Take(MostFiles))
            {
                var text = await UntrustedFile
                    .ReadTextAsync(file.FullName, MostBytes, cancellationToken)
                    .ConfigureAwait(false);
                if (text is not null && JsonFields.Parse(text)?.Text("ProviderType") == "sso")
                {
                    return true;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It does not exist, or is not this user's.
        }

        return false;
    }
}
