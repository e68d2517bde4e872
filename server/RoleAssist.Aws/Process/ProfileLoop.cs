using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Keeps a profile whose <c>credential_process</c> is RoleAssist itself from starting RoleAssist for ever: each
/// program is told for which profiles it and its parents were started.
/// </summary>
internal static class ProfileLoop
{
    public const string Variable = "ROLEASSIST_PROFILE_CHAIN";

    /// <summary>No line of a profile's header can hold it.</summary>
    private const char Separator = '\n';

    /// <summary>The variable's value for a program that is started for the profile.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ProfileCycle"/>: this process was started for it already.</exception>
    public static string Extend(ProcessEnvironment environment, ProcessSource source)
    {
        string[] path = environment[Variable] is { } inherited ? inherited.Split(Separator) : [];
        var name = source.Profile ?? "";
        return path.Contains(name)
            ? throw new RoleAssistException(
                ErrorCode.ProfileCycle,
                $"The credential_process of profile '{name}' asks RoleAssist for the same profile again: "
                + $"{string.Join(" -> ", path.SkipWhile(visited => visited != name).Append(name))}.",
                "Let its credential_process name another profile, or a program of its own.")
            { Profile = source.Profile }
            : string.Join(Separator, [.. path, name]);
    }
}
