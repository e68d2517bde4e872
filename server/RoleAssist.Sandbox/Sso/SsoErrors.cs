using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// The errors of the OIDC service: each has a name in AWS' model and one in OAuth 2.0 (RFC 6749 section 5.2, RFC 8628
/// section 3.5, RFC 7591 section 3.2.2).
/// </summary>
internal static class SsoErrors
{
    private const string Suffix = "Exception";

    public static ServiceException InvalidRequest(string message) => Create("InvalidRequestException", message);

    public static ServiceException InvalidClient() =>
        Create("InvalidClientException", "Invalid client provided", status: 401);

    public static ServiceException InvalidClientMetadata(string message) =>
        Create("InvalidClientMetadataException", message);

    public static ServiceException InvalidRedirectUri(string message) => Create("InvalidRedirectUriException", message);

    public static ServiceException InvalidScope(string message) => Create("InvalidScopeException", message);

    public static ServiceException InvalidGrant(string message) => Create("InvalidGrantException", message);

    public static ServiceException UnauthorizedClient(string message) => Create("UnauthorizedClientException", message);

    public static ServiceException UnsupportedGrantType() =>
        Create("UnsupportedGrantTypeException", "Unsupported grant type");

    public static ServiceException AuthorizationPending() =>
        Create("AuthorizationPendingException", "The person has not decided yet.");

    public static ServiceException SlowDown() => Create("SlowDownException", "Rate exceeded");

    public static ServiceException AccessDenied() => Create("AccessDeniedException", "The person denied the request.");

    public static ServiceException Expired(string message) => Create("ExpiredTokenException", message);

    public static ServiceException Internal() => Create("InternalServerException", "Internal error", status: 500);

    public static ServiceAnswer Answer(ServiceException refused) =>
        JsonAnswer.CreateError(
            refused.Status,
            refused.Code,
            "com.amazonaws.sso.oidc",
            new OidcError(OAuthName(refused.Code), refused.Message),
            SsoJsonContext.CamelCase.OidcError
        );

    /// <summary>Gets the name in OAuth, for example <c>invalid_grant</c> for <c>InvalidGrantException</c>.</summary>
    private static string OAuthName(string code) =>
        code switch
        {
            "InternalServerException" => "server_error",
            _ when code.EndsWith(Suffix, StringComparison.Ordinal) => string.Concat(
                    code[..^Suffix.Length]
                        .Select(letter => char.IsAsciiLetterUpper(letter) ? "_" + letter : $"{letter}")
                )[1..]
                .ToLowerInvariant(),
            _ => "invalid_request",
        };

    private static ServiceException Create(string code, string message, int status = 400) => new(status, code, message);
}
