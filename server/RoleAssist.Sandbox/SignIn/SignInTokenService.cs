using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>
/// The token endpoint of Sign-In, by which <c>aws login</c> gets credentials and renews them
/// (https://docs.aws.amazon.com/signin/latest/APIReference/API_CreateOAuth2Token.html).
/// </summary>
internal sealed class SignInTokenService(
    SignInPeople people,
    SignInTickets tickets,
    SessionTokens sessions,
    SigningKey idTokenKey
) : IService
{
    private const string CreateToken = "CreateOAuth2Token";

    private readonly DpopVerifier _proofs = new();
    private readonly SignInGrants _grants = new(people, tickets);

    public bool Serves(SignableRequest request) => SignInAddress.Of(request)?.Path == SignInAddress.Token;

    public ClaimedCall Claimed(SignableRequest request) => new(CreateToken, AccessKeyId: null);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now) => Answered(() => Create(request, now));

    public ServiceAnswer Throttled() => SignInException.Throttled().ToAnswer();

    public ServiceAnswer Failed() => SignInException.Failed().ToAnswer();

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        FaultKinds.IsForAnyService(fault.Kind) || fault.Kind == FaultKinds.SignInPasswordChanged;

    public ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) =>
        fault switch
        {
            FaultKinds.Expired => SignInException.TokenExpired().ToAnswer(),
            FaultKinds.SignInPasswordChanged => PasswordChanged(request, now),
            _ => null,
        };

    /// <summary>Refuses a refresh, and all later ones of its sign-in; other calls are not affected.</summary>
    private ServiceAnswer? PasswordChanged(SignableRequest request, DateTimeOffset now)
    {
        if (TryRead(request)?.RefreshToken is not { } token || tickets.OpenRefreshToken(token) is not { } grant)
        {
            return null;
        }

        tickets.NotePasswordChange(grant, now);
        return SignInException.PasswordChanged().ToAnswer();
    }

    private ServiceAnswer Create(SignableRequest request, DateTimeOffset now)
    {
        if (request.Method != "POST")
        {
            throw SignInException.Invalid("Use POST.");
        }

        var address = SignInAddress.Of(request)!;
        var url = address.Url(request, SignInAddress.Token);
        var thumbprint = _proofs.Verify(request, url, now);
        var asked = Read(request);
        var grant = asked switch
        {
            { GrantType: "authorization_code" } => _grants.Redeem(asked, address, thumbprint, now),
            { GrantType: "refresh_token" } => _grants.Refresh(asked, address, thumbprint, now),
            _ => throw SignInException.Invalid("grantType must be authorization_code or refresh_token."),
        };
        var person = people.Find(grant.Arn) is { MaySignIn: true } found
            ? found
            : throw SignInException.NotPermitted(grant.Arn);
        var end = SignInGrants.EndOfCredentials(grant, now);
        var credentials = sessions.Issue(person.Begin(end));
        return JsonAnswer.Create(
            200,
            new SignInTokenAnswer(
                new SignInCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
                "aws_sigv4",
                (int)(end - now).TotalSeconds,
                tickets.Seal(grant),
                asked.Code is null ? null : IdToken(grant, LoopbackOrigin.Of(request), now)
            ),
            SignInJsonContext.CamelCase.SignInTokenAnswer
        );
    }

    private string IdToken(SignInGrant grant, string origin, DateTimeOffset now) =>
        JsonWebToken.Create(
            idTokenKey,
            new JwtClaims(
                origin,
                grant.Arn,
                grant.ClientId,
                now.ToUnixTimeSeconds(),
                grant.Expiration.ToUnixTimeSeconds()
            )
        );

    private static SignInTokenRequest Read(SignableRequest request) =>
        TryRead(request)
        ?? throw SignInException.Invalid("The request must be a JSON object with the members of the API.");

    private static SignInTokenRequest? TryRead(SignableRequest request)
    {
        try
        {
            return request.Header("Content-Type")?.Split(';')[0].Trim() == "application/json"
                ? JsonSerializer.Deserialize(request.Body, SignInJsonContext.CamelCase.SignInTokenRequest)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ServiceAnswer Answered(Func<ServiceAnswer> answer)
    {
        try
        {
            return answer();
        }
        catch (SignInException refused)
        {
            return refused.ToAnswer();
        }
        catch (ServiceException refused)
        {
            return SignInException.Invalid(refused.Message).ToAnswer();
        }
    }
}
