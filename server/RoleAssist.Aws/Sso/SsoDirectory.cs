using System.Net;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Lists what a sign-in may use: <c>sso:ListAccounts</c> and <c>sso:ListAccountRoles</c>, unsigned requests with the
/// token (https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html).
/// </summary>
public sealed class SsoDirectory(SsoTokens tokens, AwsHttpClients http, RetryPolicy retries, SkewCorrectedTime time)
    : ISsoDirectory
{
    private const int PageSize = 100;
    private const int MaxPages = 1_000;

    private readonly SsoCredentials _credentials = new(
        tokens,
        new SsoOidc(http, retries, time),
        new SsoPortal(http, retries),
        time
    );

    public Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(
        SsoSource session,
        CancellationToken cancellationToken
    ) =>
        ListAsync(
            session,
            "assignment/accounts?",
            "accountList",
            fields =>
                fields.Text("accountId") is { } id && Identifiers.IsAwsAccount(id)
                    ? new OrganizationAccount(
                        id,
                        DisplayText.FromServer(fields.Text("accountName") ?? id),
                        fields.Text("emailAddress") is { } email ? DisplayText.FromServer(email) : null,
                        OrganizationAccount.Active
                    )
                    : null,
            cancellationToken
        );

    public Task<IReadOnlyList<string>> ListRolesAsync(
        SsoSource session,
        string account,
        CancellationToken cancellationToken
    ) =>
        ListAsync(
            session,
            $"assignment/roles?account_id={account}&",
            "roleList",
            fields => fields.Text("roleName") is { } name && SsoAccount.IsRoleName(name) ? name : null,
            cancellationToken
        );

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        SsoSource session,
        string path,
        string list,
        Func<JsonFields, T?> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var call = new ServiceCall(session.Profile, $"the SSO portal at {session.Portal}");
        var token = await _credentials.GetTokenAsync(session, cancellationToken).ConfigureAwait(false);
        var address = $"{session.Portal.Url.AbsoluteUri.TrimEnd('/')}/{path}max_result={PageSize}";
        var found = await PagedList
            .ReadAsync(
                next =>
                    call.RunAsync(
                        retries,
                        RetryBudget.OfAws,
                        stop => AskAsync(session, PageOf(address, next), token, call, stop),
                        cancellationToken
                    ),
                list,
                "nextToken",
                read,
                MaxPages
            )
            .ConfigureAwait(false);
        return found ?? throw call.InvalidResponse("did not send a valid list");
    }

    private static string PageOf(string address, string? token) =>
        token is null ? address : $"{address}&next_token={Uri.EscapeDataString(token)}";

    private async Task<JsonFields> AskAsync(
        SsoSource session,
        string url,
        string token,
        ServiceCall call,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("x-amz-sso_bearer_token", token);
        var client = await http.ForAsync(session.Portal, cancellationToken).ConfigureAwait(false);
        var answer = await HttpAnswer.OfAsync(client, request, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.OK when JsonFields.Parse(answer.Body) is { } fields => fields,
            HttpStatusCode.Unauthorized => throw SsoCredentials.TokenNotAccepted(session),
            HttpStatusCode.TooManyRequests => throw call.Error(
                ErrorCode.Throttled,
                $"{call.Service} throttled the request",
                "Wait a minute and try again."
            ),
            _ => throw call.InvalidResponse($"returned status {(int)answer.Status}"),
        };
    }
}
