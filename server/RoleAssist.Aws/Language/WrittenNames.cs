using System.Collections.Concurrent;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
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
            name = _known.GetOrAdd(text, new WrittenName(text));
        }

        return name;
    }
}

/// <summary>A name of a setting.</summary>
internal sealed class WrittenName
{
    private readonly KnownSetting?[] _known;

    /// <param name="written">The name as it is written.</param>
    public WrittenName(string written)
    {
        Lower = written.ToLowerInvariant();
        IsPlain = ProfileNames.IsPlain(written);
        IsSecret =
            SecretSettings.Contains(Lower)
            || SettingsCatalogue.FindAnywhere(Lower).Any(setting => setting is { IsSecret: true, Block: null });
        Shown = SecretText.IsIn(written) ? SecretText.Substitute : DisplayText.Value(Lower);
        _known = [.. Enum.GetValues<SettingSection>().Select(section => SettingsCatalogue.Find(Lower, section))];
    }

    /// <summary>Gets the name in lower case.</summary>
    public string Lower { get; }

    /// <summary>Gets the same as messages repeat it. In lower case, a secret would not be recognized anymore.</summary>
    public string Shown { get; }

    /// <summary>Whether tools can read it.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether its value must not be displayed.</summary>
    public bool IsSecret { get; }

    /// <summary>Returns what the catalogue knows about it in a section, outside a block; null if that is nothing.</summary>
    public KnownSetting? In(SettingSection section) => _known[(int)section];
}
