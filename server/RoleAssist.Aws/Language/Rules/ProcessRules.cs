using System.Buffers;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks the text of commands; <see cref="DiskRules"/> looks for the programs.</summary>
internal static class ProcessRules
{
    /// <summary>What means something to a shell.</summary>
    private static readonly SearchValues<char> ShellSigns = SearchValues.Create("\"'$%|<>&;`");

    public static IEnumerable<ConfigFinding> Check(ConfigModel model)
    {
        foreach (var profile in model.Profiles.Values)
        {
            if (profile[ProfileSettings.CredentialProcess] is not { } command)
            {
                continue;
            }

            if (CallsItself(command, profile))
            {
                yield return ConfigRules.ProcessCallsItself.At(
                    command,
                    $"The command asks for the credentials of profile '{profile.Name}' itself, so it starts itself again and "
                        + "again. Name another profile in it."
                );
            }
            else if (command.Value.AsSpan().ContainsAny(ShellSigns))
            {
                yield return ConfigRules.ProcessNeedsShell.At(
                    command,
                    "SDKs disagree on whether a shell reads this line: the SDKs for .NET, JavaScript and Rust hand it to one, "
                        + "the AWS CLI and boto3 do not. Put what needs a shell into a script, and name the script."
                );
            }
        }
    }

    /// <summary>With a key in the vault, RoleAssist answers without the command.</summary>
    private static bool CallsItself(ModelSetting command, ModelProfile profile) =>
        !(profile[ProfileSettings.VaultKey] is not null && LauncherLine.IsOwn(command.Value))
        && ConfigNames
            .ReferencesIn(command.Document, command.Property)
            .Any(use => use.Kind == NameKind.Profile && use.Name == profile.Name);
}
