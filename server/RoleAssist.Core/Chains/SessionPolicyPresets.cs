using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Session policies by name. A session can do what both its role and its session policy allow, so a preset never adds
/// permissions; it only removes them
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session).
/// </summary>
/// <remarks>
/// A name may be narrowed by services and regions: <c>NAME[+logs][:SERVICE,…][@REGION,…]</c>, as in
/// <c>agent:s3,lambda@eu-central-1</c>. <see cref="Only"/> alone needs services: everything there and nothing elsewhere.
/// </remarks>
public static class SessionPolicyPresets
{
    public const string ReadOnly = "read-only";

    public const string NoIam = "no-iam";

    /// <summary>Configuration and metrics: what a program that acts on a person's behalf may see.</summary>
    public const string Agent = "agent";

    /// <summary>Everything in some services.</summary>
    public const string Only = "only";

    public static IReadOnlyCollection<string> Names { get; } = [ReadOnly, NoIam, Agent, Only];

    /// <summary>Returns the policy of a preset as JSON text.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public static string Find(string text) => SessionPolicyPreset.Parse(text).ToPolicy();
}
