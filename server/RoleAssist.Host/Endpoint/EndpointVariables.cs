namespace RoleAssist.Host.Endpoint;

/// <summary>
/// By which variables a terminal tells <c>credential-process</c> whom to ask, where a profile shadows what AWS' own
/// variables say.
/// </summary>
internal static class EndpointVariables
{
    public const string Address = "ROLEASSIST_CREDENTIALS_FULL_URI";
    public const string Token = "ROLEASSIST_AUTHORIZATION_TOKEN";
}
