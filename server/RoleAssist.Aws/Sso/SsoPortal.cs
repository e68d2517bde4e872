using System.Net;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Calls <c>sso:GetRoleCredentials</c> with a single unsigned request
/// (https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html).
/// </summary>
internal sealed class SsoPortal(AwsHttpClients http, RetryPolicy retries)
{
    /// <summary>Gets the credentials of a role; null if the token is not accepted.</summary>
    public Task<AwsCredentials?> GetAsync(
        SsoSource source,
        string account,
        string role,
        string token,
        CancellationToken cancellationToken
    )
    {
        var call = new ServiceCall(source.Profile, $"the SSO portal at {source.Portal}");
        return call.RunAsync(
            retries,
            RetryBudget.OfAws,
            stop => AskAsync(source, account, role, token, call, stop),
            cancellationToken
        );
    }

    /// <summary>
    /// Ends the session of a token at the service
    /// (https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_Logout.html).
    /// </summary>
    /// <returns>Whether it has ended: a token that is not accepted has ended already.</returns>
    public Task<bool> EndAsync(SsoSource source, string token, string name, CancellationToken cancellationToken)
    {
        var call = new ServiceCall(null, $"the SSO portal at {source.Portal}") { Aim = $"sign out of '{name}'" };
        return call.RunAsync(
            retries,
            RetryBudget.OfAws,
            async stop =>
            {
                using var request = Request(source, HttpMethod.Post, "logout", token);
                var client = await http.ForAsync(source.Portal, stop).ConfigureAwait(false);
                var answer = await HttpAnswer.OfAsync(client, request, stop).ConfigureAwait(false);
                return answer switch
                {
                    { Status: >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices } => true,
                    { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => true,
                    { IsServerFault: true } => throw call.InvalidResponse($"returned status {(int)answer.Status}"),
                    _ => false,
                };
            },
            cancellationToken
        );
    }

    private static HttpRequestMessage Request(SsoSource source, HttpMethod method, string path, string token)
    {
        var request = new HttpRequestMessage(method, $"{source.Portal.Url.AbsoluteUri.TrimEnd('/')}/{path}");
        request.Headers.TryAddWithoutValidation("x-amz-sso_bearer_token", token);
        return request;
    }

    private async Task<AwsCredentials?> AskAsync(
        SsoSource source,
        string account,
        string role,
        string token,
        ServiceCall call,
        CancellationToken cancellationToken
    )
    {
        var query = $"role_name={Uri.EscapeDataString(role)}&account_id={Uri.EscapeDataString(account)}";
        using var request = Request(source, HttpMethod.Get, $"federation/credentials?{query}", token);
        var answer = await HttpAnswer
            .OfAsync(
                await http.ForAsync(source.Portal, cancellationToken).ConfigureAwait(false),
                request,
                cancellationToken
            )
            .ConfigureAwait(false);
        var fields = JsonFields.Parse(answer.Body);
        return answer.Status switch
        {
            HttpStatusCode.OK => Read(fields?.Object("roleCredentials"), account)
                ?? throw call.InvalidResponse("did not send valid credentials"),
            HttpStatusCode.Unauthorized => null,
            HttpStatusCode.TooManyRequests => throw call.Error(
                ErrorCode.Throttled,
                $"{call.Service} throttled the request",
                "Wait a minute and try again."
            ),
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => throw call.Error(
                ErrorCode.AccessDenied,
                $"{call.Service} denied the role {role} in account {account}{SaidIn(fields)}",
                "Check sso_account_id and sso_role_name, and that the permission set is assigned to you."
            ),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => throw call.Error(
                ErrorCode.RequestRejected,
                $"{call.Service} returned status {(int)answer.Status}{SaidIn(fields)}",
                "Check sso_account_id, sso_role_name and sso_region."
            ),
            _ => throw call.InvalidResponse($"returned status {(int)answer.Status}"),
        };
    }

    /// <summary>Reads the credentials. Unlike in other services, the expiration is a number of milliseconds.</summary>
    private static AwsCredentials? Read(JsonFields? fields, string account) =>
        (
            fields?.Text("accessKeyId"),
            fields?.Text("secretAccessKey"),
            fields?.Text("sessionToken"),
            fields?.Number("expiration")
        )
            is ({ } id, { } secret, { } token, > 0 and < 253_402_300_800_000 and { } end)
        && Identifiers.AreCredentials(id, secret, token)
            ? new AwsCredentials(id, secret, token, DateTimeOffset.FromUnixTimeMilliseconds(end), account)
            : null;

    private static string SaidIn(JsonFields? fields) =>
        fields?.Text("message") is { } said ? $" (\"{DisplayText.FromServer(said)}\")" : "";
}
