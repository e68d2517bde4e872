using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Policies;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>
/// The part of AWS Organizations that reads, in the protocol JSON 1.1. Only the management account and a delegated
/// administrator may call it, except for DescribeOrganization.
/// </summary>
internal sealed class OrganizationsService : IService
{
    private const string Target = "X-Amz-Target";
    private const string TargetPrefix = "AWSOrganizationsV20161128.";
    private const string Describe = "DescribeOrganization";

    private readonly AccountDirectory _directory;
    private readonly Authenticator _authenticator;
    private readonly Dictionary<string, Func<Organization, OrganizationsRequest, ServiceAnswer>> _actions;

    public OrganizationsService(AccountDirectory directory, SessionTokens tokens, byte[] sealingKey)
    {
        _directory = directory;
        _authenticator = new Authenticator(SignedService.Organizations, directory, tokens);
        var actions = new OrganizationActions(new Pages(sealingKey));
        var json = OrganizationsJsonContext.PascalCase;
        _actions = new Dictionary<string, Func<Organization, OrganizationsRequest, ServiceAnswer>>
        {
            [Describe] = (all, _) =>
                OrganizationsProtocol.Answer(OrganizationActions.Describe(all), json.DescribeOrganizationAnswer),
            ["ListAccounts"] = (all, request) =>
                OrganizationsProtocol.Answer(actions.ListAccounts(all, request), json.ListAccountsAnswer),
            ["ListAccountsForParent"] = (all, request) =>
                OrganizationsProtocol.Answer(actions.ListAccountsForParent(all, request), json.ListAccountsAnswer),
            ["ListOrganizationalUnitsForParent"] = (all, request) =>
                OrganizationsProtocol.Answer(actions.ListUnits(all, request), json.ListUnitsAnswer),
            ["ListRoots"] = (all, request) =>
                OrganizationsProtocol.Answer(actions.ListRoots(all, request), json.ListRootsAnswer),
            ["ListTagsForResource"] = (all, request) =>
                OrganizationsProtocol.Answer(actions.ListTags(all, request), json.ListTagsAnswer),
        };
    }

    public bool Serves(SignableRequest request) =>
        request.Header(Target)?.StartsWith(TargetPrefix, StringComparison.Ordinal)
        ?? PresentedSignature.ClaimedService(request) == SignedService.Organizations.Name;

    public ClaimedCall Claimed(SignableRequest request) =>
        new(ActionOf(request), PresentedSignature.ClaimedAccessKeyId(request), _authenticator.ClaimedAccount(request));

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            var action = ActionOf(request);
            if (request.Method != "POST" || action is null || !_actions.TryGetValue(action, out var perform))
            {
                throw new ServiceException(400, "UnknownOperationException", "");
            }

            var caller = _authenticator.Authenticate(request, now);
            if (_authenticator.Judge(caller, request, action) != PolicyVerdict.Allowed)
            {
                throw OrganizationsErrors.AccessDenied();
            }

            var parameters = Read(request);
            return perform(Authorize(caller, action), parameters);
        }
        catch (ServiceException error)
        {
            return OrganizationsProtocol.Answer(error);
        }
    }

    /// <summary>The words are those of other services (?).</summary>
    public ServiceAnswer Throttled() =>
        OrganizationsProtocol.Answer(new ServiceException(400, "TooManyRequestsException", "Rate exceeded"));

    public ServiceAnswer Failed() =>
        OrganizationsProtocol.Answer(
            new ServiceException(
                500,
                "ServiceException",
                "AWS Organizations can't complete your request because of an internal service error. Try again later."
            )
        );

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        FaultKinds.IsForAnyService(fault.Kind) || (fault.Kind == FaultKinds.AccessDenied && fault.IsAimed);

    public ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) =>
        fault switch
        {
            FaultKinds.AccessDenied => OrganizationsProtocol.Answer(OrganizationsErrors.AccessDenied()),
            FaultKinds.Expired => OrganizationsProtocol.Answer(ServiceException.ExpiredToken()),
            _ => null,
        };

    private static string? ActionOf(SignableRequest request) =>
        request.Header(Target) is { } target && target.StartsWith(TargetPrefix, StringComparison.Ordinal)
            ? target[TargetPrefix.Length..]
            : null;

    private Organization Authorize(Caller caller, string action)
    {
        if (_directory.Organization is not { } organization || !organization.Contains(caller.Account))
        {
            throw OrganizationsErrors.NotInUse();
        }

        if (caller.Session?.GrantsNothing == true)
        {
            throw OrganizationsErrors.AccessDenied();
        }

        return action == Describe || organization.IsAdministrator(caller.Account)
            ? organization
            : throw OrganizationsErrors.AccessDenied();
    }

    private static OrganizationsRequest Read(SignableRequest request)
    {
        try
        {
            return JsonSerializer.Deserialize(request.Body, OrganizationsJsonContext.PascalCase.OrganizationsRequest)
                ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ServiceException(400, "SerializationException", "");
        }
    }
}
