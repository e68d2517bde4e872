using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sts;

/// <summary>Checks the limits of role session durations that are not in the model.</summary>
internal static class SessionDuration
{
    private const int ChainedSeconds = 3600;

    public static int RequireWithinChainLimit(int seconds) =>
        seconds <= ChainedSeconds
            ? seconds
            : throw Exceeded(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
            );

    public static int RequireWithinRoleLimit(int seconds, Role role) =>
        seconds <= role.MaxSessionDuration.TotalSeconds
            ? seconds
            : throw Exceeded("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    private static ServiceException Exceeded(string message) => new(400, "ValidationError", message);
}
