using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// The access portal of IAM Identity Center, which lists the accounts and roles of users who have logged in, and provides
/// their credentials (https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_Operations.html).
/// </summary>
internal sealed class SsoPortal(
    Assignments assignments,
    AccountDirectory directory,
    SsoTokens ssoTokens,
    SessionTokens sessionTokens,
    byte[] sealingKey
) : IService
{
    private const string GetRoleCredentials = "GetRoleCredentials";
    private const string ListAccounts = "ListAccounts";
    private const string ListAccountRoles = "ListAccountRoles";
    private const string Logout = "Logout";
    private const string BearerToken = "x-amz-sso_bearer_token";
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(1);
    private static readonly string[] Roots = ["/federation/", "/assignment/"];

    private readonly PortalPages _pages = new(sealingKey);

    public bool Serves(SignableRequest request) =>
        ActionOf(request) is not null || Roots.Any(root => request.Path.StartsWith(root, StringComparison.Ordinal));

    public ClaimedCall Claimed(SignableRequest request) =>
        new(ActionOf(request), AccessKeyId: null, new PortalQuery(request.Query).ClaimedAccount);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            var perform = Read(request, new PortalQuery(request.Query));
            var login = RequireLogin(request, now);
            return perform(login, now);
        }
        catch (ServiceException refused)
        {
            return Error(refused);
        }
    }

    public ServiceAnswer Throttled() =>
        Error(new ServiceException(429, "TooManyRequestsException", "HTTP 429 Unknown Code"));

    public ServiceAnswer Failed() => Error(new ServiceException(500, "InternalServerException", "Internal error"));

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        FaultKinds.IsForAnyService(fault.Kind)
        || (fault.Kind == FaultKinds.AccessDenied && fault.IsAimed && call.Action == GetRoleCredentials);

    public ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) =>
        fault switch
        {
            FaultKinds.AccessDenied => Error(NoAccess()),
            FaultKinds.Expired => Error(NoLogin()),
            _ => null,
        };

    private static string? ActionOf(SignableRequest request) =>
        request.Path switch
        {
            "/federation/credentials" => GetRoleCredentials,
            "/assignment/accounts" => ListAccounts,
            "/assignment/roles" => ListAccountRoles,
            "/logout" => Logout,
            _ => null,
        };

    /// <summary>Reads the parameters of a request, before the token is looked at; returns what performs it.</summary>
    private Func<SsoGrant, DateTimeOffset, ServiceAnswer> Read(SignableRequest request, PortalQuery query)
    {
        var action =
            ActionOf(request) ?? throw new ServiceException(404, "UnknownOperationException", "Unknown operation.");
        if (request.Method != (action == Logout ? "POST" : "GET"))
        {
            throw new ServiceException(405, "MethodNotAllowedException", "Method not allowed");
        }

        switch (action)
        {
            case GetRoleCredentials:
                var (roleName, account) = (query.RoleName, query.Account);
                return (_, now) => RoleCredentials(roleName, account, now);
            case ListAccounts:
                var page = query.Page;
                return (_, _) => Accounts(page);
            case Logout:
                return EndLogin;
            default:
                var (listed, pageOfRoles) = (query.Account, query.Page);
                return (_, _) => AccountRoles(listed, pageOfRoles);
        }
    }

    private SsoGrant RequireLogin(SignableRequest request, DateTimeOffset now) =>
        request.Header(BearerToken) is { } token && ssoTokens.OpenAccess(token) is { } grant && now < grant.Expiration
            ? grant
            : throw NoLogin();

    /// <summary>
    /// Ends the login with its refresh tokens
    /// (https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_Logout.html). The sessions of roles go on.
    /// </summary>
    private ServiceAnswer EndLogin(SsoGrant login, DateTimeOffset now)
    {
        ssoTokens.End(login, now);
        return new ServiceAnswer(200, "application/json", "");
    }

    private ServiceAnswer RoleCredentials(string roleName, string account, DateTimeOffset now)
    {
        if (!PermissionSetsIn(account).Contains(roleName))
        {
            throw NoAccess();
        }

        var role = PermissionSetRole.Create(account, roleName);
        var credentials = sessionTokens.Issue(Session.Create(role, assignments.UserName, now + SessionLifetime));
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

    private ServiceAnswer Accounts((int MaxResults, string? NextToken) page)
    {
        var (accounts, next) = _pages.Read(ListAccounts, assignments.Accounts, page);
        return JsonAnswer.Create(
            200,
            new AccountsAnswer(
                next,
                [.. accounts.Select(account => new AccountInfo(account.Id, account.Name, account.Email))]
            ),
            SsoJsonContext.CamelCase.AccountsAnswer
        );
    }

    /// <summary>An account without access is refused as it is for credentials; AWS does not document it (?).</summary>
    private ServiceAnswer AccountRoles(string account, (int MaxResults, string? NextToken) page)
    {
        if (PermissionSetsIn(account) is not { Count: > 0 } permissionSets)
        {
            throw NoAccess();
        }

        var (names, next) = _pages.Read($"{ListAccountRoles} {account}", permissionSets, page);
        return JsonAnswer.Create(
            200,
            new AccountRolesAnswer(next, [.. names.Select(name => new RoleInfo(name, account))]),
            SsoJsonContext.CamelCase.AccountRolesAnswer
        );
    }

    private IReadOnlyList<string> PermissionSetsIn(string account) =>
        directory.HasAccount(account)
            ? assignments.PermissionSetsIn(account)
            : throw new ServiceException(404, "ResourceNotFoundException", "The specified resource doesn't exist.");

    private static ServiceException NoLogin() =>
        new(401, "UnauthorizedException", "Session token not found or invalid");

    private static ServiceException NoAccess() => new(403, "ForbiddenException", "No access");

    private static ServiceAnswer Error(ServiceException refused)
    {
        const string Namespace = "com.amazonaws.switchboard.portal";
        return JsonAnswer.CreateError(
            refused.Status,
            refused.Code,
            Namespace,
            new PortalError(refused.Message, $"{Namespace}#{refused.Code}"),
            SsoJsonContext.CamelCase.PortalError
        );
    }
}
