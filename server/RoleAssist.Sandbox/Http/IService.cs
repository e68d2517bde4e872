using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Http;

/// <summary>A service behind the sandbox's port: answers a request at a given time.</summary>
internal interface IService
{
    /// <summary>Whether a request is for this service: at AWS its host says so, here its path or its content.</summary>
    bool Serves(SignableRequest request);

    /// <summary>
    /// Gets the claimed action, key and account of a request, for the call log and for faults that affect some calls.
    /// </summary>
    ClaimedCall Claimed(SignableRequest request);

    ServiceAnswer Answer(SignableRequest request, DateTimeOffset now);

    /// <summary>Gets this service's response to throttled requests.</summary>
    ServiceAnswer Throttled();

    /// <summary>Gets this service's response to an internal error.</summary>
    ServiceAnswer Failed();

    /// <summary>
    /// Whether a fault affects a call to the service. Only IAM refuses any call on command, so that the fault waits for a
    /// call to IAM while the caller gets its session from STS. Others refuse what the fault names.
    /// </summary>
    bool Supports(FaultRequest fault, ClaimedCall call) => FaultKinds.IsForAnyService(fault.Kind);

    /// <summary>
    /// Gets the response that replaces the real one for a fault of this kind; null if the service has none.
    /// </summary>
    ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) => null;

    /// <summary>Applies a fault to the real response.</summary>
    ServiceAnswer Distorted(FaultRequest fault, ServiceAnswer answer, DateTimeOffset now) => answer;
}

/// <summary>The unverified action and key of a request.</summary>
/// <param name="Account">
/// The account that the call is about: that of the role to assume, or else that of the caller; null if it is unknown.
/// </param>
internal sealed record ClaimedCall(string? Action, string? AccessKeyId, string? Account = null)
{
    /// <summary>Whether credentials, or a token made of them, stand in the URL, where no program should put them.</summary>
    public bool HasSecretInUrl { get; init; }

    /// <summary>Whether the call brought an MFA code.</summary>
    public bool HasCode { get; init; }

    /// <summary>The name of the session to begin; null for another call.</summary>
    public string? SessionName { get; init; }

    /// <summary>The policy of the session to begin; null if there is none.</summary>
    public string? Policy { get; init; }

    public static ClaimedCall Nothing { get; } = new(Action: null, AccessKeyId: null);
}
