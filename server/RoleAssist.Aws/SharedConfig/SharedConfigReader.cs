using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Reads what a file means, and what there is to say about its lines, from its syntax tree.</summary>
internal sealed class SharedConfigReader
{
    private readonly ConfigSyntaxTree _tree;
    private readonly string _file;
    private readonly SharedConfigFileKind _kind;
    private readonly bool _hasInvalidBytes;
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private SharedConfigReader(ConfigSyntaxTree tree, string file, SharedConfigFileKind kind)
    {
        (_tree, _file, _kind) = (tree, file, kind);
        _hasInvalidBytes = LosslessUtf8.IndexOfInvalidByte(tree.Text) >= 0;
    }

    /// <param name="text">What is in the file.</param>
    /// <param name="file">Its path, for the places of problems.</param>
    /// <param name="kind">Which of the two files it is.</param>
    public static SharedConfigDocument Read(string text, string file, SharedConfigFileKind kind) =>
        new SharedConfigReader(ConfigSyntaxTree.Parse(text), file, kind).Read();

    private SharedConfigDocument Read()
    {
        if (_tree.HasByteOrderMark)
        {
            _problems.Add(PortabilityRules.ByteOrderMark.At(new SourceLocation(_file, 1, 1)));
        }

        ReportInvalidBytes();
        _problems.AddRange(_tree.Errors.Select(error => error.Rule.At(new SourceLocation(_file, error.Line, error.Column))));
        var sections = ReadSections();
        return new SharedConfigDocument(sections, ProblemsInOrder())
        {
            IsCutShort = _tree.Errors is [.., var last] && last.Line == _tree.Lines.Length && _tree.Text[^1] is not ('\n' or '\r'),
        };
    }

    private List<Problem> ProblemsInOrder() =>
    [
        .. _problems
            .OrderBy(problem => (problem.Location!.Line, problem.Location.Column))
            .Select(problem => _hasInvalidBytes ? problem with { Message = LosslessUtf8.Displayable(problem.Message) } : problem),
    ];

    private List<SharedConfigSection> ReadSections()
    {
        var sections = new List<SharedConfigSection>(_tree.Sections.Length);
        var seen = new HashSet<(SectionKind, string)>();
        var bareDefaults = new List<ConfigSection>();
        foreach (var section in _tree.Sections)
        {
            if (_tree.Lines[section.FirstLine].Kind == LineKind.BrokenSection || ReadHeader(section) is not { Kind: not SectionKind.Ignored } header)
            {
                continue;
            }

            if (!seen.Add((header.Kind, header.Name)))
            {
                Report(PortabilityRules.DuplicateSection, section.FirstLine, header.Name);
            }

            if (header.Kind == SectionKind.BareDefault)
            {
                bareDefaults.Add(section);
            }

            sections.Add(new SharedConfigSection(
                header.Kind, Displayable(header.Name), new SourceLocation(_file, section.FirstLine + 1, 1), ReadSettings(section, header.Kind)));
        }

        if (seen.Contains((SectionKind.Profile, ProfileNames.Default)))
        {
            sections.RemoveAll(section => section.Kind == SectionKind.BareDefault);
            bareDefaults.ForEach(section => Report(IgnoredRules.DefaultBeaten, section.FirstLine));
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

    private Dictionary<string, Setting> ReadSettings(ConfigSection section, SectionKind kind)
    {
        var settings = new Dictionary<string, Setting>(section.PropertyCount, StringComparer.Ordinal);
        foreach (var property in _tree.PropertiesOf(section))
        {
            var line = _tree.Lines[property.FirstLine];
            var written = _tree.Slice(line.Name);
            if (!ProfileNames.IsPlain(written))
            {
                Report(IgnoredRules.PropertyNameInvalid, property.FirstLine);
                continue;
            }

            var name = NameOf(written);
            var setting = new Setting(ValueOf(property), new SourceLocation(_file, property.FirstLine + 1, 1));
            if (!settings.TryAdd(name, setting))
            {
                settings[name] = setting;
                Report(PortabilityRules.DuplicateProperty, property.FirstLine, name);
            }

            ReportPortability(property, line, name, kind);
        }

        return settings;
    }

    private void ReportPortability(ConfigProperty property, ConfigLine line, string name, SectionKind kind)
    {
        if (!_tree.Slice(line.Name).SequenceEqual(name))
        {
            Report(PortabilityRules.CapitalsInPropertyName, property.FirstLine, _tree.Slice(line.Name).ToString(), name);
        }

        if (!line.Comment.IsEmpty)
        {
            ReportAt(PortabilityRules.CommentAfterValue, property.FirstLine, line.Comment.Start);
        }

        switch (line.Value.IsEmpty, property.LineCount > 1)
        {
            case (true, false):
                Report(PortabilityRules.EmptyValue, property.FirstLine, name);
                break;
            case (true, true) when kind is SectionKind.Profile or SectionKind.BareDefault:
                Report(PortabilityRules.NestedProperties, property.FirstLine, name);
                break;
            case (false, true):
                Report(PortabilityRules.ContinuedValue, property.FirstLine);
                break;
        }
    }

    /// <summary>The first one of each line.</summary>
    private void ReportInvalidBytes()
    {
        var line = 0;
        for (var index = LosslessUtf8.IndexOfInvalidByte(_tree.Text); index >= 0; index = LosslessUtf8.IndexOfInvalidByte(_tree.Text, index))
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

    /// <summary>The names of properties are few and without regard to case.</summary>
    private string NameOf(ReadOnlySpan<char> written)
    {
        var known = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(written, out var name))
        {
            known[written] = name = written.ToString().ToLowerInvariant();
        }

        return name;
    }

    private void Report(FileRule rule, int line, params object[] names) => ReportAt(rule, line, _tree.Lines[line].Span.Start, names);

    private void ReportAt(FileRule rule, int line, int position, params object[] names) =>
        _problems.Add(rule.At(new SourceLocation(_file, line + 1, _tree.ColumnOf(line, position)), names));
}
