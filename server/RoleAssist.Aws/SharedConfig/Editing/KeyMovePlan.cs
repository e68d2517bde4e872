using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// The edits of a move. What else the section of the credentials file holds goes to the config file too, because it
/// takes precedence there and would otherwise be all that is left of the section.
/// </summary>
internal static class KeyMovePlan
{
    private static readonly string[] Keys =
    [
        ProfileSettings.AccessKeyId,
        ProfileSettings.SecretAccessKey,
        ProfileSettings.SessionToken,
        ProfileSettings.SecurityToken,
    ];

    public static AwsFilesChange Create(KeyMove move, ConfigSyntaxTree config, ConfigSyntaxTree credentials)
    {
        var section = SectionId.Profile(move.Profile);
        RequireSaved(move, config, SharedConfigFileKind.Config, section);
        RequireSaved(move, credentials, SharedConfigFileKind.Credentials, section);

        var inConfig = SettingLocator.Read(config, SharedConfigFileKind.Config, section);
        var inCredentials = SettingLocator.Read(credentials, SharedConfigFileKind.Credentials, section);
        if (new[] { inCredentials, inConfig }.All(settings => !settings.ContainsKey(ProfileSettings.AccessKeyId)))
        {
            throw Refused(move, "has no keys in the AWS files");
        }

        var moved = inCredentials.Where(setting => !Keys.Contains(setting.Key, StringComparer.Ordinal)).ToList();
        var wanted = move
            .Settings.Concat(moved.ExceptBy(move.Settings.Select(setting => setting.Key), setting => setting.Key))
            .Where(setting => inConfig.GetValueOrDefault(setting.Key) != setting.Value)
            .ToList();
        IEnumerable<ConfigEdit> added =
            SettingLocator.InForce(config, SharedConfigFileKind.Config, section).Count == 0 && wanted.Count > 0
                ? [new AddSection(section, wanted)]
                : wanted.Select(setting => new SetSetting(section, setting.Key, setting.Value));
        IEnumerable<ConfigEdit> keys = Keys.Select(key => new RemoveSetting(section, key));
        return new AwsFilesChange(
            [.. keys, .. added],
            [
                .. keys,
                .. moved.Select(setting => new RemoveSetting(section, setting.Key)),
                new RemoveEmptySection(section),
            ]
        )
        {
            Subject = move.Subject,
            HasSecrets = true,
        };
    }

    /// <summary>
    /// Every key of the profile in the file must be the one that was saved, also in a duplicate that no tool reads:
    /// another one would be lost.
    /// </summary>
    private static void RequireSaved(KeyMove move, ConfigSyntaxTree tree, SharedConfigFileKind file, SectionId section)
    {
        var sections = SettingLocator.All(tree, file, section);
        var isSaved =
            Values(ProfileSettings.AccessKeyId).All(value => value == move.AccessKeyId)
            && Values(ProfileSettings.SecretAccessKey).All(value => value == move.SecretAccessKey);
        if (!isSaved)
        {
            throw Refused(move, "has another key in the AWS files than the one that was saved");
        }

        if (Values(ProfileSettings.SessionToken).Concat(Values(ProfileSettings.SecurityToken)).Any(it => it.Length > 0))
        {
            throw Refused(move, "has temporary keys, which end by themselves");
        }

        IEnumerable<string> Values(string name) =>
            SettingLocator.Find(tree, sections, name).Select(property => tree.ValueOf(property));
    }

    private static RoleAssistException Refused(KeyMove move, string reason) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"The keys of '{move.Profile}' cannot be moved: the profile {reason}.",
            "Check the profile in both AWS files."
        )
        {
            Profile = move.Profile,
        };
}
