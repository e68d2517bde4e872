namespace RoleAssist.Sandbox.Oidc;

/// <summary>The audience that the tokens of a build service usually have.</summary>
internal static class BuildServices
{
    private const string ActionOfGitHub = "sts.amazonaws.com";

    public static string AudienceOf(string issuer) =>
        new Uri(issuer).Host switch
        {
            "gitlab.com" => "https://gitlab.com",
            "vstoken.dev.azure.com" => "api://AzureADTokenExchange",
            _ => ActionOfGitHub,
        };
}
