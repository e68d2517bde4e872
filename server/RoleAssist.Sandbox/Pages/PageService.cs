using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Pages;

/// <summary>
/// A service that answers a browser with pages. Faults affect it only by the name of its action, so that one that is meant
/// for the next call of a program waits for it.
/// </summary>
internal abstract class PageService : IService
{
    public abstract bool Serves(SignableRequest request);

    public abstract ClaimedCall Claimed(SignableRequest request);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            return AnswerPage(request, LoopbackOrigin.Of(request), now);
        }
        catch (ServiceException refused)
        {
            return Page.Refused(refused);
        }
    }

    public ServiceAnswer Throttled() =>
        Page.Refused(new ServiceException(429, "Too many requests", "Try again in a moment."));

    public ServiceAnswer Failed() =>
        Page.Refused(new ServiceException(500, "Internal error", "The sandbox could not show this page."));

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        fault.Action is not null && FaultKinds.IsForAnyService(fault.Kind);

    /// <summary>Answers a request whose host is this machine.</summary>
    /// <exception cref="ServiceException">The request is refused: its code is the title of the page.</exception>
    protected abstract ServiceAnswer AnswerPage(SignableRequest request, string origin, DateTimeOffset now);

    protected static ServiceException WrongMethod() => new(405, "Method not allowed", "Open this page in a browser.");
}
