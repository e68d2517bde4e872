using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Keeps a profile whose <c>credential_process</c> is RoleAssist itself from starting RoleAssist for ever: each
/// program is told for which profiles it and its parents were started.
/// </summary>
internal static class ProfileLoop
{
    /// <summary>No line of a profile's header can hold it.</summary>
    private const char Separator = '\n';

    private const string Remedy = "Let its credential_process name another profile, or a program of its own.";

    /// <summary>How RoleAssist begins to say of itself what <see cref="Extend"/> has found.</summary>
    private const string Complaint = $"error {nameof(ErrorCode.ProfileCycle)}: ";

    /// <summary>The variable's value for a program that is started for the profile.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ProfileCycle"/>: this process was started for it already.</exception>
    public static string Extend(ProcessEnvironment environment, ProcessSource source)
    {
        string[] path = environment[RoleAssistVariables.ProfileChain] is { } inherited ? inherited.Split(Separator) : [];
        var name = source.Profile ?? "";
        return path.Contains(name)
            ? throw new RoleAssistException(
                ErrorCode.ProfileCycle,
                $"The credential_process of profile '{name}' asks RoleAssist for the same profile again: "
                + $"{string.Join(" -> ", path.SkipWhile(visited => visited != name).Append(name))}.",
                Remedy)
            { Profile = source.Profile }
            : string.Join(Separator, [.. path, name]);
    }

    /// <summary>
    /// What to say of a program that failed, if it was a RoleAssist that found itself in a loop: this one is part of it.
    /// Null for any other. Of what the program wrote nothing is passed on.
    /// </summary>
    public static RoleAssistException? Found(string complaint, ProcessSource source) =>
        complaint.Split('\n').Any(line => line.StartsWith(Complaint, StringComparison.Ordinal))
            ? new RoleAssistException(
                ErrorCode.ProfileCycle, $"The credential_process of profile '{source.Profile}' leads RoleAssist back to a profile that it comes from.", Remedy)
            { Profile = source.Profile }
            : null;
}
