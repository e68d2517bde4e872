using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// IAM Identity Center's OIDC service, by which programs sign in
/// (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html).
/// </summary>
internal sealed class SsoOidc(
    SsoTokens tokens,
    AuthorizationCodes codes,
    DeviceAuthorizations devices,
    StartUrls startUrls
) : IService
{
    private const string RegisterClient = "RegisterClient";
    private const string StartDeviceAuthorization = "StartDeviceAuthorization";
    private const string CreateToken = "CreateToken";

    private readonly ClientRegistrar _registrar = new(tokens, startUrls);
    private readonly TokenCreator _creator = new(tokens, codes, devices);

    public bool Serves(SignableRequest request) => ActionOf(request) is not null;

    public ClaimedCall Claimed(SignableRequest request) => new(ActionOf(request), AccessKeyId: null);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            if (request.Method != "POST")
            {
                throw new ServiceException(405, "MethodNotAllowedException", "Method not allowed");
            }

            return ActionOf(request) switch
            {
                RegisterClient => Ok(
                    _registrar.Register(Read(request, SsoJsonContext.CamelCase.RegisterClientRequest), now),
                    SsoJsonContext.CamelCase.RegisterClientAnswer
                ),
                StartDeviceAuthorization => Ok(
                    StartDevice(
                        Read(request, SsoJsonContext.CamelCase.StartDeviceAuthorizationRequest),
                        LoopbackOrigin.Of(request),
                        now
                    ),
                    SsoJsonContext.CamelCase.StartDeviceAuthorizationAnswer
                ),
                _ => Ok(
                    _creator.Create(Read(request, SsoJsonContext.CamelCase.CreateTokenRequest), now),
                    SsoJsonContext.CamelCase.CreateTokenAnswer
                ),
            };
        }
        catch (ServiceException refused)
        {
            return SsoErrors.Answer(refused);
        }
    }

    public ServiceAnswer Throttled() => SsoErrors.Answer(SsoErrors.SlowDown());

    public ServiceAnswer Failed() => SsoErrors.Answer(SsoErrors.Internal());

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        FaultKinds.IsForAnyService(fault.Kind)
        || (fault.Kind is FaultKinds.OidcPending or FaultKinds.OidcSlowDown && call.Action == CreateToken);

    public ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) =>
        fault switch
        {
            FaultKinds.OidcPending when DeviceOf(request) is not null => SsoErrors.Answer(
                SsoErrors.AuthorizationPending()
            ),
            FaultKinds.OidcSlowDown => DeviceOf(request) is { } device ? SsoErrors.Answer(device.SlowDown(now)) : null,
            FaultKinds.Expired => SsoErrors.Answer(SsoErrors.InvalidGrant("The sign-in has ended.")),
            _ => null,
        };

    private static string? ActionOf(SignableRequest request) =>
        request.Path switch
        {
            "/client/register" => RegisterClient,
            "/device_authorization" => StartDeviceAuthorization,
            "/token" => CreateToken,
            _ => null,
        };

    /// <summary>
    /// https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html
    /// </summary>
    private StartDeviceAuthorizationAnswer StartDevice(
        StartDeviceAuthorizationRequest asked,
        string origin,
        DateTimeOffset now
    )
    {
        if (asked is not { ClientId: { } clientId, ClientSecret: { } clientSecret, StartUrl: { } startUrl })
        {
            throw SsoErrors.InvalidRequest("clientId, clientSecret and startUrl are required.");
        }

        var client = TokenCreator.Authenticate(tokens, clientId, clientSecret, now);
        if (!client.Metadata.Allows(GrantTypes.DeviceCode))
        {
            throw SsoErrors.UnauthorizedClient("The client has not registered for device codes.");
        }

        if (!startUrls.Contains(startUrl))
        {
            throw SsoErrors.InvalidRequest("startUrl is not the start URL of this Identity Center.");
        }

        var device = devices.Begin(client, now);
        return new StartDeviceAuthorizationAnswer(
            device.DeviceCode,
            device.UserCode,
            $"{origin}{SsoDevicePage.Path}",
            $"{origin}{SsoDevicePage.Path}?user_code={device.UserCode}",
            (int)DeviceAuthorizations.Lifetime.TotalSeconds,
            (int)device.Interval.TotalSeconds
        );
    }

    /// <summary>Gets the device that a call asks for; null if it asks for something else.</summary>
    private DeviceAuthorization? DeviceOf(SignableRequest request)
    {
        try
        {
            return
                Read(request, SsoJsonContext.CamelCase.CreateTokenRequest)
                    is { GrantType: GrantTypes.DeviceCode, DeviceCode: { } code }
                ? devices.ByDeviceCode(code)
                : null;
        }
        catch (ServiceException)
        {
            return null;
        }
    }

    private static T Read<T>(SignableRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(request.Body, type)
                ?? throw SsoErrors.InvalidRequest("The request must be a JSON object.");
        }
        catch (JsonException)
        {
            throw SsoErrors.InvalidRequest("The request must be a JSON object with the members of the API.");
        }
    }

    private static ServiceAnswer Ok<T>(T answer, JsonTypeInfo<T> type) => JsonAnswer.Create(200, answer, type);
}
