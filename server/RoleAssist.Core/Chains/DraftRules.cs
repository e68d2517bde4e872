using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>What a section must fulfill before it is written to the AWS files.</summary>
internal static class DraftRules
{
    /// <summary>Requires a name that every tool finds and that is not taken.</summary>
    public static void RequireNew(string kind, string name, Profile? known)
    {
        if (!ProfileNames.IsPlain(name))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{name}' cannot be the name of a {kind}: not every AWS tool would find it.",
                $"Use letters, digits and {ProfileNames.Signs}."
            );
        }

        if (known is not null)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The {kind} '{name}' already exists.",
                "Choose another name, or edit the existing one."
            )
            {
                Profile = kind == "profile" ? name : null,
                Location = known
                    .Settings.Values.Select(setting => setting.Location)
                    .FirstOrDefault(place => place is not null),
            };
        }
    }

    /// <summary>Requires values that every tool reads as they are written.</summary>
    public static void RequirePlain(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (setting, value) in settings)
        {
            if (!SettingValue.IsPlain(value))
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"'{value}' cannot be written as {setting}.",
                    "Use one line without leading or trailing blanks, control characters, or '#' and ';' that "
                        + "start a comment."
                );
            }
        }
    }
}
