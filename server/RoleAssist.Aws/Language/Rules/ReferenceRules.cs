using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks names: those that nothing defines, and definitions that nothing names.</summary>
internal static class ReferenceRules
{
    /// <remarks>A file that nobody could look into may define or name anything.</remarks>
    public static IEnumerable<ConfigFinding> Check(ConfigModel model) =>
        model.Files.Unseen is null ? Dangling(model).Concat(Unused(model)) : [];

    private static IEnumerable<ConfigFinding> Dangling(ConfigModel model)
    {
        var similar = new SimilarNames(model);
        foreach (var setting in model.Settings)
        {
            if (
                setting is { Known: { } known, HasValue: true }
                && NameKinds.NamedBy(known.Kind) is { } kind
                && !model.Named(kind).ContainsKey(setting.Value)
            )
            {
                yield return Dangling(model, setting, kind, similar.To(setting.Value, kind));
            }

            if (setting.Known?.Kind == SettingKind.Command)
            {
                foreach (var found in InCommand(model, setting, similar))
                {
                    yield return found;
                }
            }
        }
    }

    private static IEnumerable<ConfigFinding> InCommand(
        ConfigModel model,
        ModelSetting setting,
        SimilarNames similar
    ) =>
        ConfigNames
            .ReferencesIn(setting.Document, setting.Property)
            .Where(use => !model.Named(use.Kind).ContainsKey(use.Name))
            .Select(use =>
            {
                var near = similar.To(use.Name, use.Kind);
                return ConfigRules.DanglingProfileInCommand.At(
                    setting.Document,
                    use.Span,
                    $"There is no profile '{use.Name}' in {model.Files.Describe()}. The command fails, unless its program has "
                        + $"profiles of its own.{DidYouMean(near)}",
                    [
                        .. near.Select(name => new ConfigFix($"Write {name}")
                        {
                            Edits = () => [new DocumentEdit(setting.Document, use.Span, name)],
                        }),
                    ]
                ) with
                {
                    Subject = setting.Profile,
                };
            });

    private static string DidYouMean(IReadOnlyList<string> near) =>
        near is [] ? "" : $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?";

    private static ConfigFinding Dangling(
        ConfigModel model,
        ModelSetting setting,
        NameKind kind,
        IReadOnlyList<string> near
    )
    {
        var (rule, section, what) = kind switch
        {
            NameKind.Profile => (
                ConfigRules.DanglingSourceProfile,
                SectionId.Profile(setting.Value),
                "Tools find the mistake only when the profile is used."
            ),
            NameKind.SsoSession => (
                ConfigRules.DanglingSsoSession,
                SectionId.SsoSession(setting.Value),
                "The AWS CLI and the SDKs refuse the profile."
            ),
            _ => (
                ConfigRules.DanglingServices,
                SectionId.Services(setting.Value),
                "The AWS CLI and boto3 fail; the SDKs for .NET and JavaScript go on without the endpoints in it."
            ),
        };
        var fixes = near.Select(name => new ConfigFix($"Write {name}") { Edits = () => [setting.ReplaceValue(name)] })
            .ToList();
        if (ProfileNames.IsPlain(setting.Value) && !SecretText.IsIn(setting.Value) && model.Files.Config is { } config)
        {
            fixes.Add(
                new ConfigFix($"Add [{section.HeaderIn(SharedConfigFileKind.Config)}]")
                {
                    Edits = () => Edits.Of(config, new AddSection(section, [])),
                }
            );
        }

        return rule.At(
            setting,
            $"There is no {NameKinds.Describe(kind)} '{setting.Shown}' in {model.Files.Describe()}. {what}"
                + DidYouMean(near),
            fixes
        );
    }

    private static IEnumerable<ConfigFinding> Unused(ConfigModel model)
    {
        var used =
            model.Named(NameKind.SsoSession).Count + model.Named(NameKind.Services).Count == 0
                ? []
                : model
                    .Settings.Where(setting =>
                        setting.Known is { Kind: SettingKind.SsoSessionName or SettingKind.ServicesName }
                    )
                    .Select(setting => (Kind: NameKinds.NamedBy(setting.Known!.Kind), setting.Value))
                    .ToHashSet();
        foreach (
            var (kind, rule) in new[]
            {
                (NameKind.SsoSession, ConfigRules.UnusedSsoSession),
                (NameKind.Services, ConfigRules.UnusedServices),
            }
        )
        {
            foreach (var (name, definition) in model.Named(kind).Where(named => !used.Contains((kind, named.Key))))
            {
                yield return rule.At(
                    definition.Sections[0],
                    $"No profile names the {NameKinds.Describe(kind)} '{name}'.",
                    new ConfigFix(
                        $"Remove [{NameKinds.Describe(kind)} {name}]".Replace(" section", "", StringComparison.Ordinal)
                    )
                    {
                        Edits = () => [.. definition.Sections.Select(Edits.Remove)],
                    }
                );
            }
        }
    }
}
