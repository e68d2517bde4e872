using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Merges the two files; if both have a setting, the one of the credentials file is used.</summary>
internal static class SharedConfigMerger
{
    public static ProfileSet Merge(SharedConfigDocument config, SharedConfigDocument credentials)
    {
        List<SharedConfigSection> sections = [.. config.Sections, .. credentials.Sections];
        List<Profile> profiles =
        [
            .. Merge(sections.Where(section => section.Kind is SectionKind.Profile or SectionKind.BareDefault)),
        ];
        List<Problem> ofSettings = [.. SettingRules.Check(profiles)];
        return new ProfileSet(
            profiles,
            ByName(sections, SectionKind.Services),
            [.. config.Problems, .. credentials.Problems, .. ofSettings]
        )
        {
            Faults = FaultsOf(config, credentials, ofSettings),
            SsoSessions = ByName(sections, SectionKind.SsoSession),
        };
    }

    private static Dictionary<string, Problem> FaultsOf(
        SharedConfigDocument config,
        SharedConfigDocument credentials,
        IEnumerable<Problem> ofSettings
    )
    {
        var faults = new Dictionary<string, Problem>(StringComparer.Ordinal);
        foreach (var (section, fault) in config.Faults.Concat(credentials.Faults))
        {
            faults.TryAdd(section, fault);
        }

        foreach (var problem in ofSettings.Where(problem => problem.DisablesProfile))
        {
            faults.TryAdd(problem.Subject!, problem);
        }

        return faults;
    }

    private static Dictionary<string, Profile> ByName(List<SharedConfigSection> sections, SectionKind kind) =>
        Merge(sections.Where(section => section.Kind == kind))
            .ToDictionary(profile => profile.Name, StringComparer.Ordinal);

    private static OrderedDictionary<string, Profile>.ValueCollection Merge(IEnumerable<SharedConfigSection> sections)
    {
        var merged = new OrderedDictionary<string, Profile>(StringComparer.Ordinal);
        var copies = new Dictionary<string, Dictionary<string, Setting>>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            if (
                merged.TryAdd(section.Name, new Profile(section.Name, section.Settings) { Location = section.Location })
            )
            {
                continue;
            }

            // Merge into a copy: the same document may later be merged with a newer version of the other one.
            if (!copies.TryGetValue(section.Name, out var copy))
            {
                var first = merged[section.Name];
                copies[section.Name] = copy = new Dictionary<string, Setting>(first.Settings, StringComparer.Ordinal);
                merged[section.Name] = first with { Settings = copy };
            }

            foreach (var (name, setting) in section.Settings)
            {
                copy[name] = setting;
            }
        }

        return merged.Values;
    }
}
