using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Policies;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Ec2;

/// <summary>The part of EC2 that lists regions.</summary>
internal sealed class Ec2Service : IService
{
    private const string Version = "2016-11-15";

    private readonly Authenticator _authenticator;
    private readonly QueryProtocol _protocol;

    public Ec2Service(AccountDirectory directory, SessionTokens tokens)
    {
        _authenticator = new Authenticator(SignedService.Ec2, directory, tokens);
        _protocol = new QueryProtocol(
            "EC2",
            Version,
            Ec2Xml.Writer,
            new Dictionary<string, QueryAction> { ["DescribeRegions"] = Signed(DescribeRegions.Perform) }
        );
    }

    public bool Serves(SignableRequest request) =>
        QueryProtocol.VersionOf(request) is { } version
            ? version == Version
            : PresentedSignature.ClaimedService(request) == SignedService.Ec2.Name;

    public ClaimedCall Claimed(SignableRequest request) =>
        QueryProtocol.ClaimedCall(request, _authenticator.ClaimedAccount(request));

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now) => _protocol.Answer(request, now);

    public ServiceAnswer Throttled() => _protocol.Answer(Ec2Errors.Throttled());

    public ServiceAnswer Failed() => _protocol.Answer(Ec2Errors.Failed());

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        FaultKinds.IsForAnyService(fault.Kind) || (fault.Kind == FaultKinds.AccessDenied && fault.IsAimed);

    public ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) =>
        fault switch
        {
            FaultKinds.AccessDenied => _protocol.Answer(Ec2Errors.Unauthorized()),
            FaultKinds.Expired => _protocol.Answer(Ec2Errors.Expired()),
            _ => null,
        };

    private QueryAction Signed(Func<QueryParameters, Caller, DateTimeOffset, IEnumerable<XElement?>> perform) =>
        (request, parameters, now) =>
            Authenticate(request, now) is var caller
            && caller.Session?.GrantsNothing != true
            && _authenticator.Judge(caller, request, QueryProtocol.ActionOf(parameters) ?? "") == PolicyVerdict.Allowed
                ? perform(parameters, caller, now)
                : throw Ec2Errors.Unauthorized();

    private Caller Authenticate(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            var caller = _authenticator.Authenticate(request, now);
            return PresentedSignature.ClaimedRegion(request) is { } region && Regions.IsEnabled(caller.Account, region)
                ? caller
                : throw Ec2Errors.AuthFailure();
        }
        catch (ServiceException error)
        {
            throw Ec2Errors.OfSignature(error);
        }
    }
}
