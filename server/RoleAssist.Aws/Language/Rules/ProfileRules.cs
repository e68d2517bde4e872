using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks profiles as a whole, and what SDKs make of them.</summary>
internal static class ProfileRules
{
    public static IEnumerable<ConfigFinding> Check(ConfigModel model) =>
        Default(model).Concat(Names(model)).Concat(Unread(model));

    private static IEnumerable<ConfigFinding> Default(ConfigModel model)
    {
        if (
            !model.Files.IsForeign
            && model.Profiles.TryGetValue(ProfileNames.Default, out var profile)
            && profile.Settings.FirstOrDefault(setting =>
                setting.HasValue
                && (
                    setting.Name == ProfileSettings.AccessKeyId
                    || setting.Name == ProfileSettings.RoleArn
                    || setting.Name == ProfileSettings.CredentialProcess
                    || setting.Name == ProfileSettings.SsoSession
                    || setting.Name == ProfileSettings.SsoStartUrl
                    || setting.Name == ProfileSettings.LoginSession
                )
            )
                is { } source
        )
        {
            yield return ConfigRules.DefaultShadowsEndpoint.At(
                profile.Sections[0],
                "[default] has credentials, so SDKs never ask a container's or instance's credential endpoint. RoleAssist "
                    + "delivers sessions through a profile then."
            ) with
            {
                Related = [new RelatedSpan(source.Document, source.NameSpan, "The credentials come from here.")],
            };
        }
    }

    /// <summary>A name with blanks, which the config file needs in quotes.</summary>
    private static IEnumerable<ConfigFinding> Names(ConfigModel model)
    {
        foreach (var document in model.Files.Documents.Where(document => document.Kind == SharedConfigFileKind.Config))
        {
            foreach (var section in document.Sections.Where(section => section.Kind == SectionKind.Ignored))
            {
                var name = document.TextOf(section.NameSpan);
                if (
                    name.Contains(' ', StringComparison.Ordinal)
                    && document.Slice(section.WordSpan) is "profile"
                    && name.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => ProfileNames.IsPlain(word))
                )
                {
                    yield return ConfigRules.NameNeedsQuotes.At(
                        document,
                        section.NameSpan,
                        $"A name with spaces needs quotes: [profile \"{name}\"]. Better choose one without spaces: not all "
                            + "SDKs find such a name.",
                        [
                            new ConfigFix("Put the name in quotes")
                            {
                                Edits = () => [new DocumentEdit(document, section.NameSpan, $"\"{name}\"")],
                            },
                            new ConfigFix("Replace the spaces with hyphens")
                            {
                                Edits = () => [new DocumentEdit(document, section.NameSpan, name.Replace(' ', '-'))],
                            },
                        ]
                    );
                }
            }
        }
    }

    /// <summary>Reports what the user's SDKs do not read, once for each profile.</summary>
    private static IEnumerable<ConfigFinding> Unread(ConfigModel model)
    {
        foreach (var sdk in model.Options.Sdks)
        {
            foreach (var profile in model.Profiles.Values)
            {
                var unread = profile
                    .Settings.Where(setting =>
                        setting is { HasValue: true, Known: { Tool: null } known }
                        && known.Support.Count > 0
                        && known.SupportOf(sdk) == SdkSupport.No
                    )
                    .ToList();
                if (unread is [])
                {
                    continue;
                }

                yield return ConfigRules.NotReadBy.At(
                    profile.Sections[0],
                    $"{Describe(sdk)} does not read {string.Join(", ", unread.Select(setting => setting.Name))}."
                ) with
                {
                    Related =
                    [
                        .. unread.Select(setting => new RelatedSpan(setting.Document, setting.NameSpan, "It is here.")),
                    ],
                };
                if (unread.Find(setting => setting.Name == ProfileSettings.DurationSeconds) is { } duration)
                {
                    yield return ConfigRules.DurationIgnored.At(
                        duration,
                        $"{Describe(sdk)} does not read duration_seconds: its sessions last an hour. Ask for a longer one in "
                            + "code.",
                        new ConfigFix("Generate code that asks for it") { Action = FixAction.GenerateCode }
                    );
                }
            }
        }
    }

    private static string Describe(Sdk sdk) =>
        sdk switch
        {
            Sdk.Cli => "The AWS CLI",
            Sdk.Boto3 => "boto3",
            Sdk.Net => "The SDK for .NET",
            Sdk.PowerShell => "AWS Tools for PowerShell",
            _ => $"The SDK for {sdk}",
        };
}
