using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Http;

/// <summary>One of the services behind the sandbox's port: one request in, one answer out, at a given time.</summary>
internal interface IService
{
    /// <summary>Whether a request to this path is for this service.</summary>
    bool Serves(string path);

    /// <summary>What a request says about itself, for the log of calls and for faults that wait for one action.</summary>
    ClaimedCall Claimed(SignableRequest request);

    ServiceAnswer Answer(SignableRequest request, DateTimeOffset now);

    /// <summary>What this service says when it is asked too often.</summary>
    ServiceAnswer Throttled();

    /// <summary>What this service says when something goes wrong within it.</summary>
    ServiceAnswer Failed();

    /// <summary>The answer that a fault of this kind gives in place of the true one; null where the service knows no such fault.</summary>
    ServiceAnswer? Instead(string fault) => null;

    /// <summary>The true answer as a fault distorts it.</summary>
    ServiceAnswer Distorted(FaultOrder fault, ServiceAnswer answer, DateTimeOffset now) => answer;
}

/// <summary>What a request claims to be, before anything of it is verified.</summary>
internal sealed record ClaimedCall(string? Action, string? AccessKeyId);
