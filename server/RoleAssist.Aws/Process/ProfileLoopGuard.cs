using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Prevents endless recursion when a profile's <c>credential_process</c> runs RoleAssist itself: an environment
/// variable tells each program for which profiles it and its ancestors were started.
/// </summary>
internal static class ProfileLoopGuard
{
    /// <summary>A profile name cannot contain a line break.</summary>
    private const char Separator = '\n';

    private const string Remedy = "Change credential_process to use another profile or another program.";

    /// <summary>The beginning of the message that RoleAssist prints for the error of <see cref="Extend"/>.</summary>
    private const string Complaint = $"error {nameof(ErrorCode.ProfileCycle)}: ";

    /// <summary>Gets the variable's value for a program that is started for the profile.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ProfileCycle"/>: this process was already started for that profile.
    /// </exception>
    public static string Extend(ProcessEnvironment environment, ProcessSource source)
    {
        string[] path = environment[RoleAssistVariables.ProfileChain] is { } inherited
            ? inherited.Split(Separator)
            : [];
        var name = source.Profile ?? "";
        return path.Contains(name)
            ? throw new RoleAssistException(
                ErrorCode.ProfileCycle,
                $"The credential_process of profile '{name}' runs RoleAssist for the same profile again: "
                    + $"{string.Join(" -> ", path.SkipWhile(visited => visited != name).Append(name))}.",
                Remedy
            )
            {
                Profile = source.Profile,
            }
            : string.Join(Separator, [.. path, name]);
    }

    /// <summary>
    /// Creates the error for a failed program that was a RoleAssist process and detected a loop, which this process is
    /// part of. Returns null for any other program. Nothing that the program wrote is passed on.
    /// </summary>
    public static RoleAssistException? Found(string complaint, ProcessSource source) =>
        complaint.Split('\n').Any(line => line.StartsWith(Complaint, StringComparison.Ordinal))
            ? new RoleAssistException(
                ErrorCode.ProfileCycle,
                $"The credential_process of profile '{source.Profile}' runs RoleAssist for a profile that depends on "
                    + "it.",
                Remedy
            )
            {
                Profile = source.Profile,
            }
            : null;
}
