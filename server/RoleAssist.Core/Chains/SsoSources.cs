using System.Text.RegularExpressions;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Reads the IAM Identity Center settings of a profile in both forms: with an <c>[sso-session]</c> section, and the
/// older form with all settings in the profile.
/// </summary>
internal static partial class SsoSources
{
    /// <summary>Without a scope, Identity Center issues no refresh token.</summary>
    private const string DefaultScope = "sso:account:access";

    public static SsoSource? Resolve(ProfileSet profiles, Profile profile)
    {
        var (account, role) = (profile[ProfileSettings.SsoAccountId], profile[ProfileSettings.SsoRoleName]);
        if (account is not null && WithDashes().IsMatch(account))
        {
            throw profile.Invalid(
                ProfileSettings.SsoAccountId,
                $"sso_account_id = {account} of profile '{profile.Name}' contains dashes.",
                $"Use only the 12 digits: {account.Replace("-", "", StringComparison.Ordinal)}."
            );
        }

        if (profile[ProfileSettings.SsoSession] is { } name)
        {
            profiles.RequireUsable(SectionName.SsoSession(name), profile.Name);
            var session =
                profiles.SsoSessions.GetValueOrDefault(name)
                ?? throw profile.Invalid(
                    ProfileSettings.SsoSession,
                    $"Profile '{profile.Name}' uses the sso-session '{name}', which does not exist.",
                    profiles.ReasonFor(SectionName.SsoSession(name))
                        ?? $"Add a section [sso-session {name}] with sso_start_url and sso_region to the config file."
                );
            RequireBoth(profile, account, role);
            return new SsoSource(
                profile.Name,
                name,
                RequireShared(profile, session, ProfileSettings.SsoStartUrl),
                RequireRegion(session, RequireShared(profile, session, ProfileSettings.SsoRegion)),
                account,
                role
            )
            {
                Scopes = ScopesOf(session),
            };
        }

        if ((account ?? role ?? profile[ProfileSettings.SsoStartUrl]) is null)
        {
            return null;
        }

        RequireBoth(profile, account, role);
        return new SsoSource(
            profile.Name,
            Session: null,
            RequireOwn(profile, ProfileSettings.SsoStartUrl),
            RequireRegion(profile, RequireOwn(profile, ProfileSettings.SsoRegion)),
            RequireOwn(profile, ProfileSettings.SsoAccountId),
            role
        );
    }

    /// <summary>Returns the scopes of a session: a list with commas, by default the one that tools need.</summary>
    private static string ScopesOf(Profile session) =>
        (session[ProfileSettings.SsoRegistrationScopes] ?? "").Split(
            default(char[]),
            StringSplitOptions.RemoveEmptyEntries
        ) is var words
        && string.Join(' ', words).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            is { Length: > 0 } scopes
            ? string.Join(' ', scopes)
            : DefaultScope;

    /// <summary>An account ID as shown in the AWS console.</summary>
    [GeneratedRegex("^[0-9]{4}-[0-9]{4}-[0-9]{4}$")]
    private static partial Regex WithDashes();

    /// <summary>Returns a setting of the session section. A profile may repeat it but not contradict it.</summary>
    private static string RequireShared(Profile profile, Profile session, string setting)
    {
        var value =
            session[setting]
            ?? throw session.Invalid(
                setting,
                $"The section [sso-session {session.Name}] has no {setting}.",
                "Add it there. The setting in a profile is not used."
            );
        return profile[setting] is { } own && own != value
            ? throw profile.Invalid(
                setting,
                $"Profile '{profile.Name}' has {setting} = {own}, but its sso-session '{session.Name}' has {value}.",
                "Remove it from the profile."
            )
            : value;
    }

    private static string RequireOwn(Profile profile, string setting) =>
        profile[setting]
        ?? throw profile.Invalid(
            ProfileSettings.SsoStartUrl,
            $"Profile '{profile.Name}' signs in through SSO but has no {setting}.",
            "Add it, or use an sso_session."
        );

    private static string RequireRegion(Profile section, string region) =>
        RegionName.IsValid(region)
            ? region
            : throw section.Invalid(
                ProfileSettings.SsoRegion,
                $"'{region}' is not a region.",
                "Use a region name such as eu-central-1."
            );

    private static void RequireBoth(Profile profile, string? account, string? role)
    {
        var (given, missing) = (account, role) switch
        {
            (not null, null) => (ProfileSettings.SsoAccountId, ProfileSettings.SsoRoleName),
            (null, not null) => (ProfileSettings.SsoRoleName, ProfileSettings.SsoAccountId),
            _ => (null, null),
        };
        if (given is not null)
        {
            throw profile.Invalid(
                given,
                $"In profile '{profile.Name}', if `{given}` is set, then `{missing}` must also be set.",
                $"Add {missing}."
            );
        }
    }
}
