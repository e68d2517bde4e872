using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Lines that AWS' specification allows and that mean something else than their author wrote: the section they are in cannot
/// be used, for it would be another identity.
/// </summary>
internal static class StoppingRules
{
    public static readonly FileRule SettingNameUnreadable = Stopping(
        "SettingNameUnreadable",
        "The name of this setting holds a character that no name may hold, which may be invisible, so AWS' tools pass over the line. Write {0}.");

    public static readonly FileRule HeaderInValue = Stopping(
        "HeaderInValue",
        "The value of '{1}' ends with what looks like the header [{0}]. Put the header on a line of its own.") with { IsHeader = true };

    private static FileRule Stopping(string name, string message) => new(name, ProblemSeverity.Error, message) { DividesSdks = false };
}
