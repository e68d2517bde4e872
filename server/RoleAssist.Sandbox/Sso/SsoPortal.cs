using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// The access portal of IAM Identity Center, which provides credentials to users who have logged in
/// (https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html).
/// </summary>
internal sealed partial class SsoPortal(
    IReadOnlyList<Assignment> assignments,
    AccountDirectory directory,
    SsoTokens ssoTokens,
    SessionTokens sessionTokens
) : IService
{
    private const string Root = "/federation/";
    private const string BearerToken = "x-amz-sso_bearer_token";
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(1);

    public bool Serves(SignableRequest request) => request.Path.StartsWith(Root, StringComparison.Ordinal);

    public ClaimedCall Claimed(SignableRequest request) =>
        new(
            IsGetRoleCredentials(request) ? "GetRoleCredentials" : null,
            AccessKeyId: null,
            new QueryCollection(QueryHelpers.ParseQuery(request.Query))["account_id"] is [{ } account] ? account : null
        );

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        if (!IsGetRoleCredentials(request))
        {
            return Error(404, "UnknownOperationException", "Unknown operation.");
        }

        if (request.Method != "GET")
        {
            return Error(405, "MethodNotAllowedException", "Method not allowed");
        }

        var query = new QueryCollection(QueryHelpers.ParseQuery(request.Query));
        if (
            query["role_name"] is not [{ Length: > 0 } roleName]
            || query["account_id"] is not [{ } account]
            || !AccountId().IsMatch(account)
        )
        {
            return Error(
                400,
                "InvalidRequestException",
                "role_name and account_id are required, and account_id must have 12 digits."
            );
        }

        return IsLoggedIn(request, now)
            ? RoleCredentials(roleName, account, now)
            : Error(401, "UnauthorizedException", "Session token not found or invalid");
    }

    public ServiceAnswer Throttled() => Error(429, "TooManyRequestsException", "HTTP 429 Unknown Code");

    public ServiceAnswer Failed() => Error(500, "InternalServerException", "Internal error");

    private static bool IsGetRoleCredentials(SignableRequest request) => request.Path == Root + "credentials";

    private bool IsLoggedIn(SignableRequest request, DateTimeOffset now) =>
        request.Header(BearerToken) is { } token && ssoTokens.OpenAccess(token) is { } grant && now < grant.Expiration;

    private ServiceAnswer RoleCredentials(string roleName, string account, DateTimeOffset now)
    {
        if (!directory.HasAccount(account))
        {
            return Error(404, "ResourceNotFoundException", "The specified resource doesn't exist.");
        }

        if (
            assignments.FirstOrDefault(each => each.PermissionSet == roleName && each.Role.Account == account)
            is not { } assignment
        )
        {
            return Error(403, "ForbiddenException", "No access");
        }

        var credentials = sessionTokens.Issue(
            Session.Create(assignment.Role, assignment.UserName, now + SessionLifetime)
        );
        return JsonAnswer.Create(
            200,
            new RoleCredentialsAnswer(
                new RoleCredentials(
                    credentials.AccessKeyId,
                    credentials.SecretAccessKey,
                    credentials.SessionToken,
                    credentials.Expiration.ToUnixTimeMilliseconds()
                )
            ),
            SsoJsonContext.CamelCase.RoleCredentialsAnswer
        );
    }

    private static ServiceAnswer Error(int status, string code, string message)
    {
        const string Namespace = "com.amazonaws.switchboard.portal";
        return JsonAnswer.CreateError(
            status,
            code,
            Namespace,
            new PortalError(message, $"{Namespace}#{code}"),
            SsoJsonContext.CamelCase.PortalError
        );
    }

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountId();
}
