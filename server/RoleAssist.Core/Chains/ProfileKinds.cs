using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

public static class ProfileKinds
{
    /// <summary>Returns the kind of a profile by its settings, whether or not they are valid.</summary>
    public static ProfileKind Classify(Profile profile) =>
        profile switch
        {
            _ when profile[ProfileSettings.WebIdentityTokenFile] is not null => ProfileKind.WebIdentity,
            _ when profile[ProfileSettings.RoleArn] is not null => ProfileKind.Role,
            _ when CredentialSourceResolver.StepsBack(profile) => profile[ProfileSettings.VaultKey] is null
            && profile[ProfileSettings.CredentialProcess] is not null
                ? ProfileKind.Process
                : ProfileKind.AccessKey,
            _ when profile[ProfileSettings.CredentialSource] is { } source => CredentialSourceResolver.KindOf(source),
            _ when profile[ProfileSettings.SsoSession] is not null => ProfileKind.SsoSession,
            _ when (profile[ProfileSettings.SsoStartUrl] ?? profile[ProfileSettings.SsoAccountId]) is not null =>
                ProfileKind.Sso,
            _ when profile[ProfileSettings.LoginSession] is not null => ProfileKind.Login,
            _ when profile[ProfileSettings.VaultKey] is not null => ProfileKind.AccessKey,
            _ when profile[ProfileSettings.CredentialProcess] is not null => ProfileKind.Process,
            _ when (profile[ProfileSettings.AccessKeyId] ?? profile[ProfileSettings.SecretAccessKey]) is not null =>
                ProfileKind.AccessKey,
            _ => ProfileKind.Settings,
        };

    /// <summary>Describes what a profile of this kind has, for display.</summary>
    public static string Describe(ProfileKind kind) =>
        kind switch
        {
            ProfileKind.Settings => "settings only",
            ProfileKind.Role => "a role",
            ProfileKind.AccessKey => "an access key",
            ProfileKind.SsoSession or ProfileKind.Sso => "an SSO login",
            ProfileKind.WebIdentity => "a web identity",
            ProfileKind.Process => "a credential_process",
            ProfileKind.Login => "a console login",
            _ => "a credential_source",
        };
}
