using RoleAssist.Core.Chains;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Presentation;

/// <summary>
/// Names the parts of a chain, for the command line and the editor. A secret that stands in the wrong setting is hidden.
/// </summary>
internal static class PlanText
{
    public static string Source(CredentialSource source) => SecretText.Hide(Describe(source));

    /// <summary>Returns what a step leads to.</summary>
    public static string Step(ChainStep step) =>
        SecretText.Hide(
            step is AssumeRoleStep role
                ? $"{role.RoleArn} (profile '{role.Profile}')"
                : "Temporary credentials of the same user"
        );

    private static string Describe(CredentialSource source)
    {
        var of = source.Profile is { } profile ? $" of profile '{profile}'" : "";
        return source switch
        {
            KeySource { Kind: ProfileKind.Environment } keys =>
                $"Access key {keys.Credentials.AccessKeyId} from the environment",
            KeySource keys => $"Access key {keys.Credentials.AccessKeyId}{of}",
            ProcessSource => $"credential_process{of}",
            WebIdentitySource web => $"{web.RoleArn}{of}, with the token in {web.TokenFile}",
            SsoSource sso =>
                $"SSO role {sso.RoleName ?? "(none)"} in account {sso.AccountId ?? "(none)"}{of}, signed in at {sso.StartUrl}",
            ContainerSource container => $"Container role, from {container.Url}",
            InstanceMetadataSource metadata => $"Instance role, from {metadata.Url}",
            LoginSource login => $"Console login of {login.LoginSession}{of}",
            _ => source.Kind.ToString(),
        };
    }
}
