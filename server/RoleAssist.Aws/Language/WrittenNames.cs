using System.Collections.Concurrent;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>
/// What there is to know about the names of settings in a document. A document has thousands of settings and few names,
/// so each is looked up once, and no text is made for the others.
/// </summary>
internal sealed class WrittenNames
{
    private readonly ConcurrentDictionary<string, WrittenName> _known = new(StringComparer.Ordinal);

    public WrittenName Of(ReadOnlySpan<char> written)
    {
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(written, out var name))
        {
            var text = written.ToString();
            name = _known.GetOrAdd(text, new WrittenName(text.ToLowerInvariant(), ProfileNames.IsPlain(text)));
        }

        return name;
    }
}

/// <summary>A name of a setting.</summary>
/// <param name="lower">The name in lower case.</param>
/// <param name="isPlain">Whether tools can read it.</param>
internal sealed class WrittenName(string lower, bool isPlain)
{
    private readonly KnownSetting?[] _known =
    [
        .. Enum.GetValues<SettingSection>().Select(section => SettingsCatalogue.Find(lower, section)),
    ];

    public string Lower => lower;

    public bool IsPlain => isPlain;

    /// <summary>Whether its value must not be displayed.</summary>
    public bool IsSecret { get; } =
        SecretSettings.Contains(lower)
        || SettingsCatalogue.FindAnywhere(lower).Any(setting => setting is { IsSecret: true, Block: null });

    /// <summary>Returns what the catalogue knows about it in a section, outside a block; null if that is nothing.</summary>
    public KnownSetting? In(SettingSection section) => _known[(int)section];
}
