using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Reads the meaning of a file from its syntax tree, and reports problems in its lines.</summary>
internal sealed class SharedConfigReader
{
    private readonly ConfigSyntaxTree _tree;
    private readonly string _file;
    private readonly SharedConfigFileKind _kind;
    private readonly bool _hasInvalidBytes;
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, Problem> _faults = new(StringComparer.Ordinal);
    private readonly List<(int FirstLine, int EndLine, string? Name)> _places = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private SharedConfigReader(ConfigSyntaxTree tree, string file, SharedConfigFileKind kind)
    {
        (_tree, _file, _kind) = (tree, file, kind);
        _hasInvalidBytes = LosslessUtf8.IndexOfInvalidByte(tree.Text) >= 0;
    }

    /// <param name="text">The file's content.</param>
    /// <param name="file">The file's path, for the locations of problems.</param>
    /// <param name="kind">The kind of file.</param>
    public static SharedConfigDocument Read(string text, string file, SharedConfigFileKind kind) =>
        Read(ConfigSyntaxTree.Parse(text), file, kind);

    /// <summary>Reads a text that is already parsed.</summary>
    public static SharedConfigDocument Read(ConfigSyntaxTree tree, string file, SharedConfigFileKind kind) =>
        new SharedConfigReader(tree, file, kind).Read();

    private SharedConfigDocument Read()
    {
        if (_tree.HasByteOrderMark)
        {
            _problems.Add(PortabilityRules.ByteOrderMark.At(new SourceLocation(_file, 1, 1)));
        }

        ReportInvalidBytes();
        var errors = _tree
            .Errors.Select(error => error.Rule.At(new SourceLocation(_file, error.Line, error.Column)))
            .ToList();
        var sections = ReadSections();
        BlameErrors(errors);
        _problems.AddRange(errors);
        return new SharedConfigDocument(sections, ProblemsInOrder())
        {
            Tree = _tree,
            Faults = _faults,
            IsTruncated =
                _tree.Errors is [.., var last]
                && last.Line == _tree.Lines.Length
                && _tree.Text[^1] is not ('\n' or '\r'),
        };
    }

    private List<Problem> ProblemsInOrder() =>
        [
            .. _problems
                .OrderBy(problem => (problem.Location!.Line, problem.Location.Column))
                .Select(problem =>
                    _hasInvalidBytes ? problem with { Message = LosslessUtf8.Displayable(problem.Message) } : problem
                ),
        ];

    private List<SharedConfigSection> ReadSections()
    {
        var sections = new List<SharedConfigSection>(_tree.Sections.Length);
        var seen = new HashSet<(SectionKind, string)>();
        var bareDefaults = new List<ConfigSection>();
        foreach (var section in _tree.Sections)
        {
            if (_tree.Lines[section.FirstLine].Kind == LineKind.BrokenSection)
            {
                _places.Add((section.FirstLine, section.FirstLine + section.LineCount, NameOfBroken(section)));
                continue;
            }

            if (ReadHeader(section) is not { Kind: not SectionKind.Ignored } header)
            {
                continue;
            }

            var name = Displayable(SectionNameOf(header));
            _places.Add((section.FirstLine, section.FirstLine + section.LineCount, name));

            if (!seen.Add((header.Kind, header.Name)))
            {
                Report(PortabilityRules.DuplicateSection, section.FirstLine, header.Name);
            }

            if (header.Kind == SectionKind.BareDefault)
            {
                bareDefaults.Add(section);
            }

            sections.Add(
                new SharedConfigSection(
                    header.Kind,
                    Displayable(header.Name),
                    new SourceLocation(_file, section.FirstLine + 1, 1),
                    ReadSettings(section, header.Kind, name)
                )
            );
        }

        if (seen.Contains((SectionKind.Profile, ProfileNames.Default)))
        {
            sections.RemoveAll(section => section.Kind == SectionKind.BareDefault);
            bareDefaults.ForEach(section => Report(IgnoredLineRules.DefaultBeaten, section.FirstLine));
        }

        return sections;
    }

    private SectionHeader ReadHeader(ConfigSection section)
    {
        var line = _tree.Lines[section.FirstLine];
        var header = SectionHeader.Parse(_tree.Slice(line.Name), _kind);
        if (header.Rule is { } rule)
        {
            Report(rule, section.FirstLine, header.RuleNames ?? []);
        }

        if (header.Kind != SectionKind.Ignored && !line.Comment.IsEmpty)
        {
            ReportAt(PortabilityRules.CommentAfterHeader, section.FirstLine, line.Comment.Start);
        }

        return header;
    }

    /// <summary>A syntax error makes only the section that contains it unusable.</summary>
    private void BlameErrors(List<Problem> errors)
    {
        var place = 0;
        for (var index = 0; index < errors.Count; index++)
        {
            var line = errors[index].Location!.Line - 1;
            while (place < _places.Count && _places[place].EndLine <= line)
            {
                place++;
            }

            if (!errors[index].DisablesProfile || place == _places.Count || line < _places[place].FirstLine)
            {
                continue;
            }

            if (_places[place].Name is { } name)
            {
                _faults.TryAdd(name, errors[index]);
            }
            else
            {
                errors[index] = errors[index] with { HidesProfiles = true };
            }
        }
    }

    private static string SectionNameOf(SectionHeader header) =>
        header.Kind switch
        {
            SectionKind.SsoSession => $"sso-session {header.Name}",
            SectionKind.Services => $"services {header.Name}",
            _ => header.Name,
        };

    /// <summary>
    /// Gets the name of the section that a header without a closing bracket was meant to begin; null if it cannot be
    /// determined.
    /// </summary>
    private string? NameOfBroken(ConfigSection section)
    {
        var written = _tree.Slice(_tree.Lines[section.FirstLine].Span).TrimEnd("\r\n")[1..];
        var end = written.IndexOfAny("]#;");
        var header = SectionHeader.Parse(end < 0 ? written : written[..end], _kind);
        return header.Kind == SectionKind.Ignored ? null : Displayable(SectionNameOf(header));
    }

    private Dictionary<string, Setting> ReadSettings(ConfigSection section, SectionKind kind, string sectionName)
    {
        var settings = new Dictionary<string, Setting>(section.PropertyCount, StringComparer.Ordinal);
        foreach (var property in _tree.PropertiesOf(section))
        {
            var line = _tree.Lines[property.FirstLine];
            var written = _tree.Slice(line.Name);
            if (!ProfileNames.IsPlain(written))
            {
                ReportUnreadableName(property, written, sectionName);
                continue;
            }

            var name = NameOf(written);

            // In lower case, a secret would not be recognized anymore.
            var shown = SecretText.IsIn(written) ? SecretText.Substitute : name;
            var setting = new Setting(ValueOf(property), new SourceLocation(_file, property.FirstLine + 1, 1));
            if (!settings.TryAdd(name, setting))
            {
                settings[name] = setting;
                Report(PortabilityRules.DuplicateProperty, property.FirstLine, shown);
            }

            ReportHeaderIn(setting.Value, property, name, sectionName);
            ReportPortability(property, line, name, shown, kind);
        }

        return settings;
    }

    /// <summary>
    /// A name with an invalid character is ignored; if it resembles a setting that determines the identity, its section
    /// becomes unusable.
    /// </summary>
    private void ReportUnreadableName(ConfigProperty property, ReadOnlySpan<char> written, string sectionName)
    {
        if (SettingNames.FindMisspelled(written.ToString()) is { } meant)
        {
            Report(UnusableSectionRules.SettingNameUnreadable, property.FirstLine, meant);
            _faults.TryAdd(sectionName, _problems[^1]);
        }
        else
        {
            Report(IgnoredLineRules.PropertyNameInvalid, property.FirstLine);
        }
    }

    /// <summary>
    /// When a section is appended to a file whose last line has no line break, its header becomes part of that line's
    /// value.
    /// </summary>
    private void ReportHeaderIn(string value, ConfigProperty property, string name, string sectionName)
    {
        if (
            property.LineCount > 1
            || !value.EndsWith(']')
            || value.LastIndexOf('[') is not (> 0 and var start)
            || SectionHeader.Parse(value.AsSpan()[(start + 1)..^1], _kind)
                is not { Kind: not SectionKind.Ignored } header
            || (
                _kind == SharedConfigFileKind.Credentials
                && !SettingNames.IsDecisive(name)
                && name is not (ProfileSettings.Region or "output")
            )
        )
        {
            return;
        }

        Report(UnusableSectionRules.HeaderInValue, property.FirstLine, SectionNameOf(header), name);
        _faults.TryAdd(sectionName, _problems[^1]);
        _faults.TryAdd(Displayable(SectionNameOf(header)), _problems[^1]);
    }

    private void ReportPortability(
        ConfigProperty property,
        ConfigLine line,
        string name,
        string shown,
        SectionKind kind
    )
    {
        if (!_tree.Slice(line.Name).SequenceEqual(name))
        {
            Report(
                PortabilityRules.CapitalsInPropertyName,
                property.FirstLine,
                _tree.Slice(line.Name).ToString(),
                shown
            );
        }

        if (!line.Comment.IsEmpty)
        {
            ReportAt(PortabilityRules.CommentAfterValue, property.FirstLine, line.Comment.Start);
        }

        switch (line.Value.IsEmpty, property.LineCount > 1)
        {
            case (true, false):
                Report(PortabilityRules.EmptyValue, property.FirstLine, shown);
                break;
            case (true, true) when kind is SectionKind.Profile or SectionKind.BareDefault:
                Report(PortabilityRules.NestedProperties, property.FirstLine, shown);
                break;
            case (false, true):
                Report(PortabilityRules.ContinuedValue, property.FirstLine);
                break;
        }
    }

    /// <summary>Reports the first invalid byte of each line.</summary>
    private void ReportInvalidBytes()
    {
        var line = 0;
        for (
            var index = LosslessUtf8.IndexOfInvalidByte(_tree.Text);
            index >= 0;
            index = LosslessUtf8.IndexOfInvalidByte(_tree.Text, index)
        )
        {
            while (_tree.Lines[line].Span.End <= index)
            {
                line++;
            }

            ReportAt(SyntaxErrors.InvalidByte, line, index, LosslessUtf8.InvalidByteAt(_tree.Text, index));
            index = _tree.Lines[line].Span.End;
        }
    }

    private string ValueOf(ConfigProperty property) => Displayable(_tree.ValueOf(property));

    private string Displayable(string text) => _hasInvalidBytes ? LosslessUtf8.Displayable(text) : text;

    /// <summary>Interns property names, which are few and case-insensitive.</summary>
    private string NameOf(ReadOnlySpan<char> written)
    {
        var known = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(written, out var name))
        {
            known[written] = name = written.ToString().ToLowerInvariant();
        }

        return name;
    }

    private void Report(FileRule rule, int line, params object[] names) =>
        ReportAt(rule, line, _tree.Lines[line].Span.Start, names);

    private void ReportAt(FileRule rule, int line, int position, params object[] names) =>
        _problems.Add(rule.At(new SourceLocation(_file, line + 1, _tree.ColumnOf(line, position)), names));
}
