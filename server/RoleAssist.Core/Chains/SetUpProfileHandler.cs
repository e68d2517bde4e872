using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Adds a profile to the AWS files. The profile is resolved before anything is written, so that a missing source, a
/// mistyped role ARN or a duration that STS rejects is reported where it was entered.
/// </summary>
public sealed class SetUpProfileHandler(IProfileStore store, RoleChainResolver resolver, IProfileWriter writer)
{
    /// <returns>The location of the new profile.</returns>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the profile is invalid; <see
    /// cref="ErrorCode.ConfigurationUnreadable"/>: the file cannot be written.
    /// </exception>
    public async Task<SourceLocation> HandleAsync(ProfileDraft draft, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        DraftRules.RequireNew("profile", draft.Name, profiles.Find(draft.Name));
        DraftRules.RequirePlain(draft.Settings);
        if (draft.NewSsoSession is { } login)
        {
            DraftRules.RequireNew("sso-session", login.Name, profiles.SsoSessions.GetValueOrDefault(login.Name));
            DraftRules.RequirePlain(login.Settings);
        }

        Resolve(profiles, draft);
        return await writer.AddAsync(draft, cancellationToken).ConfigureAwait(false);
    }

    private void Resolve(ProfileSet profiles, ProfileDraft draft)
    {
        var profile = CreateProfile(draft.Name, draft.Settings);
        if (profile[ProfileSettings.RoleArn] is { } arn && !RoleArn.TryParse(arn, out _))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{arn}' is not the ARN of a role.",
                "Use the form arn:aws:iam::123456789012:role/NAME."
            );
        }

        if (ProfileKinds.Classify(profile) == ProfileKind.Settings)
        {
            return;
        }

        var sessions = new Dictionary<string, Profile>(profiles.SsoSessions, StringComparer.Ordinal);
        if (draft.NewSsoSession is { } login)
        {
            sessions[login.Name] = CreateProfile(login.Name, login.Settings);
        }

        resolver.Resolve(
            new ProfileSet([.. profiles.Profiles, profile], profiles.Services, []) { SsoSessions = sessions },
            new AssumeTarget { Profile = draft.Name }
        );
    }

    private static Profile CreateProfile(string name, IEnumerable<KeyValuePair<string, string>> settings) =>
        new Profile(name, ProfileNames.NoSettings).WithOptions(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))
        );
}
