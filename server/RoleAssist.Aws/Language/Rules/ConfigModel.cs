using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>What the two documents mean together, with the place of everything. It never changes.</summary>
internal sealed class ConfigModel
{
    private readonly Dictionary<NameKind, OrderedDictionary<string, ModelProfile>> _byKind = Enum.GetValues<NameKind>()
        .ToDictionary(kind => kind, _ => new OrderedDictionary<string, ModelProfile>(StringComparer.Ordinal));

    public ConfigModel(ConfigFileSet files, RuleOptions options)
    {
        (Files, Options) = (files, options);
        Sections = [.. files.Documents.SelectMany(Read)];
        foreach (var section in Sections)
        {
            var sameKind = _byKind[section.Syntax.Defines!.Value];
            if (!sameKind.TryGetValue(section.Name, out var merged))
            {
                sameKind[section.Name] = merged = new ModelProfile(section.Name);
            }

            merged.Add(section);
        }
    }

    public ConfigFileSet Files { get; }

    public RuleOptions Options { get; }

    /// <summary>Gets the sections that count, the config file's first.</summary>
    public IReadOnlyList<ModelSection> Sections { get; }

    public IEnumerable<ModelSetting> Settings
    {
        get
        {
            foreach (var section in Sections)
            {
                foreach (var setting in section.Settings)
                {
                    yield return setting;
                }
            }
        }
    }

    public IReadOnlyDictionary<string, ModelProfile> Profiles => _byKind[NameKind.Profile];

    public IReadOnlyDictionary<string, ModelProfile> Named(NameKind kind) => _byKind[kind];

    private static IEnumerable<ModelSection> Read(ConfigDocument document)
    {
        // [profile default] takes precedence over [default].
        var hasPrefixed = document.Sections.Any(section =>
            section.Kind == SectionKind.Profile && section.Name == ProfileNames.Default
        );
        return document
            .Sections.Where(section =>
                section.Defines is not null && !(hasPrefixed && section.Kind == SectionKind.BareDefault)
            )
            .Select(section => new ModelSection(document, section));
    }
}
