using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Pages;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// What a program asks for in a browser. Unless its client and its address are known, it is told nothing: the person sees
/// what is wrong (RFC 6749 section 4.1.2.1).
/// </summary>
/// <param name="Problem">What the program is told instead; null if all is well.</param>
internal sealed record AuthorizeRequest(
    ClientRegistration Client,
    string RedirectUri,
    string State,
    string Challenge,
    OidcError? Problem
)
{
    private const int LongestState = 2048;

    /// <exception cref="ServiceException">The client, the address or the state is wrong.</exception>
    public static AuthorizeRequest Read(PageFields query, SsoTokens tokens, DateTimeOffset now)
    {
        var client =
            tokens.OpenClient(query.Required("client_id"), now)
            ?? throw PageFields.Wrong("The program is not registered, or its registration has expired.");
        var redirectUri = query.Required("redirect_uri");
        if (!RedirectUris.IsOneOf(client.Metadata.RedirectUris, redirectUri))
        {
            throw PageFields.Wrong("The program has not registered the address that the answer would go to.");
        }

        var state = query.Required("state");
        return state.Length <= LongestState
            ? new AuthorizeRequest(
                client,
                redirectUri,
                state,
                query["code_challenge"] ?? "",
                ProblemOf(client.Metadata, query)
            )
            : throw PageFields.Wrong("The parameter state is too long.");
    }

    /// <summary>Tools call the parameter <c>scopes</c> or <c>scope</c>.</summary>
    private static OidcError? ProblemOf(ClientMetadata client, PageFields query) =>
        query["response_type"] != "code" ? new("unsupported_response_type", "response_type must be code.")
        : !client.Allows(GrantTypes.AuthorizationCode)
            ? new("unauthorized_client", "The client has not registered for authorization codes.")
        : query["code_challenge_method"] != "S256" ? new("invalid_request", "code_challenge_method must be S256.")
        : !AuthorizationCodes.IsChallenge(query["code_challenge"] ?? "")
            ? new("invalid_request", "code_challenge must be a SHA-256 in Base64 for URLs.")
        : (query["scopes"] ?? query["scope"] ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Except(client.Scopes)
            .Any()
            ? new("invalid_scope", "The client has not registered for this scope.")
        : null;
}
