using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Accounts;

/// <summary>A sign-in to IAM Identity Center in the AWS files, and the profiles that use it.</summary>
internal sealed class SsoSession
{
    /// <summary>An account that no request names: the portal is the same for all of a session's accounts.</summary>
    private const string AnyAccount = "000000000000";

    private readonly ProfileSet _profiles;
    private readonly Profile _section;

    /// <param name="name">The name of the <c>[sso-session]</c> section.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ProfileNotFound"/>.</exception>
    public SsoSession(ProfileSet profiles, string name)
    {
        (_profiles, Name) = (profiles, name);
        _section = profiles.SsoSessions.GetValueOrDefault(name) ?? throw NotFound(profiles, name);
    }

    public string Name { get; }

    /// <summary>Gets the region of Identity Center.</summary>
    public string? Region => _section[ProfileSettings.SsoRegion];

    /// <summary>Gets the profiles that use the sign-in, in the older form too.</summary>
    public IEnumerable<Profile> Profiles =>
        _profiles.Profiles.Where(profile =>
            profile[ProfileSettings.RoleArn] is null
            && (
                profile[ProfileSettings.SsoSession] == Name
                || profile[ProfileSettings.SsoSession] is null
                    && profile[ProfileSettings.SsoStartUrl] is { } url
                    && url == _section[ProfileSettings.SsoStartUrl]
            )
        );

    /// <summary>Returns the account and role of a profile that uses the sign-in.</summary>
    public SsoAccount RoleOf(Profile profile) =>
        new(Name, profile[ProfileSettings.SsoAccountId] ?? "", profile[ProfileSettings.SsoRoleName] ?? "");

    /// <summary>Resolves the session's portal as for a profile, with its endpoints. No account is asked for yet.</summary>
    public SsoSource Resolve(RoleChainResolver resolver)
    {
        var any = new AssumeTarget { SsoAccount = new SsoAccount(Name, AnyAccount, "role") };
        return (SsoSource)resolver.Resolve(_profiles, any).Base with { Profile = null };
    }

    private static RoleAssistException NotFound(ProfileSet profiles, string name) =>
        new(
            ErrorCode.ProfileNotFound,
            $"There is no sso-session '{name}'.",
            NearMisses.Question(name, profiles.SsoSessions.Keys)
                ?? "Add a section [sso-session NAME] with sso_start_url and sso_region to the config file."
        );
}
