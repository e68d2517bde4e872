using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Lines that AWS' specification allows, but that mean something else than their author intended. They make their
/// section unusable, because it would be another identity.
/// </summary>
internal static class UnusableSectionRules
{
    public static readonly FileRule SettingNameUnreadable = Stopping(
        "SettingNameUnreadable",
        "The name of this setting contains an invalid, possibly invisible, character, so AWS' tools ignore the line. "
            + "Write {0}."
    );

    public static readonly FileRule HeaderInValue = Stopping(
        "HeaderInValue",
        "The value of '{1}' ends with what looks like the header [{0}]. " + "Put the header on a separate line."
    ) with
    {
        IsHeader = true,
    };

    private static FileRule Stopping(string name, string message) =>
        new(name, ProblemSeverity.Error, message) { SdksDisagree = false };
}
