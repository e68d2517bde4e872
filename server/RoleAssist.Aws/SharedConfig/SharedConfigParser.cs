using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Reads the text of an AWS config or credentials file
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). A line that cannot be read is a problem with
/// its place, and costs no other line.
/// </summary>
internal sealed class SharedConfigParser
{
    private readonly string _file;
    private readonly SharedConfigFileKind _kind;
    private readonly List<SharedConfigSection> _sections = [];
    private readonly List<Problem> _problems = [];
    private SharedConfigSection? _section;
    private string? _property;
    private int _line;

    private SharedConfigParser(string file, SharedConfigFileKind kind) => (_file, _kind) = (file, kind);

    public static SharedConfigDocument Parse(string text, string file, SharedConfigFileKind kind)
    {
        var parser = new SharedConfigParser(file, kind);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            parser.Read(line);
        }

        return new SharedConfigDocument(parser._sections, parser._problems);
    }

    private void Read(ReadOnlySpan<char> line)
    {
        _line++;
        var content = line.Trim();
        if (content.IsEmpty || line[0] is '#' or ';')
        {
            return;
        }

        if (line[0] is ' ' or '\t')
        {
            ReadContinuation(line, content);
        }
        else if (line[0] == '[')
        {
            ReadHeader(content);
        }
        else
        {
            ReadProperty(content);
        }
    }

    private void ReadHeader(ReadOnlySpan<char> content)
    {
        _property = null;
        var end = content.IndexOf(']');
        var rest = end < 0 ? [] : content[(end + 1)..].TrimStart();
        if (end < 0 || (!rest.IsEmpty && rest[0] is not ('#' or ';')))
        {
            // Its settings belong to no profile, least of all to the one before.
            _section = new SharedConfigSection(SectionKind.Ignored, "");
            Report(1, end < 0 ? "Expected ']' at the end of a section's name." : "Expected nothing but a comment after ']'.");
            return;
        }

        _section = SectionHeader.Parse(content[1..end].ToString(), _kind);
        _sections.Add(_section);
    }

    private void ReadProperty(ReadOnlySpan<char> content)
    {
        _property = null;
        var equals = content.IndexOf('=');
        var name = equals < 0 ? [] : content[..equals].TrimEnd();
        if (_section is null)
        {
            Report(1, "Expected a profile definition, such as [profile NAME], before the first setting.");
        }
        else if (equals < 0)
        {
            Report(1, "Expected an '=' sign defining a property.");
        }
        else if (name.IsEmpty)
        {
            Report(1, "Expected a name before the '=' sign.");
        }
        else
        {
            _property = name.ToString().ToLowerInvariant();
            _section.Settings[_property] = new Setting(WithoutComment(content[(equals + 1)..]).Trim().ToString(), Here(1));
        }
    }

    /// <summary>An indented line goes on with the value before it; what looks like a comment there is text.</summary>
    private void ReadContinuation(ReadOnlySpan<char> line, ReadOnlySpan<char> content)
    {
        if (_section is null || _property is null)
        {
            Report(1 + line.IndexOf(content, StringComparison.Ordinal), "Expected a property definition before an indented line.");
            return;
        }

        var setting = _section.Settings[_property];
        _section.Settings[_property] = setting with { Value = $"{setting.Value}\n{content}" };
    }

    /// <summary>A comment needs a blank before it: <c>a#b</c> is a value.</summary>
    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> value)
    {
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] is '#' or ';' && value[i - 1] is ' ' or '\t')
            {
                return value[..i];
            }
        }

        return value;
    }

    private void Report(int column, string message) =>
        _problems.Add(new Problem(ErrorCode.ConfigurationInvalid, ProblemSeverity.Error, message, Here(column)));

    private SourceLocation Here(int column) => new(_file, _line, column);
}
