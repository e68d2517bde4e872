using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// How access keys behave that are created while the sandbox runs. AWS' services learn a new key after some seconds,
/// and not at the same time.
/// </summary>
public sealed record KeyRules
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>The time after which STS knows a new key.</summary>
    public TimeSpan StsDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The time after which IAM accepts calls that are signed with a new key.</summary>
    public TimeSpan IamDelay { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Whether users with an MFA device can manage their keys only in a session with MFA.</summary>
    public bool RequireMfa { get; init; }

    /// <exception cref="SandboxException">A delay is negative or too long.</exception>
    internal void Check()
    {
        if (new[] { StsDelay, IamDelay }.Any(delay => delay < TimeSpan.Zero || delay > LongestDelay))
        {
            throw new SandboxException(
                $"The delay of a new key must be from 0 to {LongestDelay.TotalSeconds:0} seconds."
            );
        }
    }

    internal TimeSpan DelayOf(SignedService service) => service == SignedService.Iam ? IamDelay : StsDelay;
}
