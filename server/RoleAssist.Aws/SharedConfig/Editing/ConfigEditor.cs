using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// Applies edits to the text of a file. Each edit touches only the lines that it is about; the result is read again,
/// and refused unless it means exactly what was wanted.
/// </summary>
internal sealed partial class ConfigEditor
{
    private readonly EditBuffer _buffer;
    private readonly SharedConfigFileKind _file;

    /// <summary>New sections that follow each other: hundreds are added together, and the text is read once.</summary>
    private readonly List<AddSection> _added = [];

    private ConfigEditor(string text, SharedConfigFileKind file) => (_buffer, _file) = (new EditBuffer(text), file);

    private ConfigSyntaxTree Tree => _buffer.Tree;

    /// <summary>Returns the changes of the text that the edits need, in the order of the text.</summary>
    /// <exception cref="Core.Errors.RoleAssistException">The edits cannot be made.</exception>
    public static IReadOnlyList<TextChange> Apply(
        string text,
        SharedConfigFileKind file,
        IReadOnlyList<ConfigEdit> edits
    )
    {
        var editor = new ConfigEditor(text, file);
        var expected = new ExpectedSettings(text, file);
        for (var i = 0; i < edits.Count; i++)
        {
            EditRules.Require(edits[i]);
            expected.Apply(edits[i]);
            if (edits[i] is AddSection add)
            {
                editor._added.Add(add);
                if (i + 1 < edits.Count && edits[i + 1] is AddSection)
                {
                    continue;
                }
            }

            editor.Apply(edits[i]);
        }

        expected.RequireIn(editor.Tree.Text);
        return editor._buffer.Changes();
    }

    private void Apply(ConfigEdit edit)
    {
        switch (edit)
        {
            case SetSetting set:
                Set(set.Section, set.Name, set.Value);
                break;
            case SetNestedSetting set:
                SetNested(set);
                break;
            case RemoveSetting remove:
                Remove(remove.Section, remove.Name);
                break;
            case RemoveNestedSetting remove:
                RemoveNested(remove);
                break;
            case AddSection:
                Add(_added);
                _added.Clear();
                break;
            case RemoveEmptySection remove:
                RemoveEmpty(remove.Section);
                break;
            default:
                throw new NotSupportedException(edit.GetType().Name);
        }
    }

    private void Set(SectionId id, string name, string value)
    {
        var sections = SettingLocator.InForce(Tree, _file, id);
        if (SettingLocator.Find(Tree, sections, name) is [.., var inForce])
        {
            Replace(inForce, value);
        }
        else if (sections is [.., var last])
        {
            var place = EndOfSettings(last);
            _buffer.Insert(place, LineStyle.Property(Tree, last, name, value), LineStyle.NewLine(_buffer, place - 1));
        }
        else
        {
            Add([new AddSection(id, [KeyValuePair.Create(name, value)])]);
        }
    }

    /// <summary>
    /// Returns the line after the section's last setting. Indented lines must not follow, because they would continue
    /// what is inserted before them.
    /// </summary>
    private int EndOfSettings(ConfigSection section)
    {
        var last = section.FirstLine;
        for (var i = last; i < section.FirstLine + section.LineCount; i++)
        {
            if (Tree.Lines[i].Kind is LineKind.Property or LineKind.Continuation or LineKind.BrokenContinuation)
            {
                last = i;
            }
        }

        return last + 1;
    }

    /// <summary>
    /// Replaces a value where it stands. A comment after it gets a line of its own: most of AWS' tools would read it as
    /// part of the new value.
    /// </summary>
    private void Replace(ConfigProperty property, string value)
    {
        var index = property.FirstLine;
        var newLine = LineStyle.NewLine(_buffer, index);
        var line = Tree.Lines[index];
        var text = _buffer.LineAt(index);
        var parts = value.Split('\n');
        var head = text[..(line.Value.Start - line.Span.Start)];
        var comment = line.Comment.IsEmpty ? null : Tree.Slice(line.Comment).ToString();
        var tail = comment is null ? text[(line.Value.End - line.Span.Start)..] : LineStyle.BreakOf(text);
        var gap = line.Value.IsEmpty && parts[0].Length > 0 && head[^1] == '=' ? " " : "";
        RemoveNestedLines(property);
        if (parts.Length > 1)
        {
            var indentation = LineStyle.IndentationIn(Tree, null);
            _buffer.Insert(index + 1, [.. parts[1..].Select(part => indentation + part)], newLine);
            tail = LineStyle.BreakOf(_buffer.LineAt(index)) is { Length: > 0 } ? tail : newLine;
        }

        if (text != head + gap + parts[0] + tail || comment is not null)
        {
            _buffer.SetLine(index, head + gap + parts[0] + tail);
        }

        if (comment is not null)
        {
            _buffer.Insert(index, [comment], newLine);
        }
    }

    private void Remove(SectionId id, string name)
    {
        var found = SettingLocator.Find(Tree, SettingLocator.All(Tree, _file, id), name);
        for (var i = found.Count - 1; i >= 0; i--)
        {
            RemoveNestedLines(found[i]);
            _buffer.RemoveAt(found[i].FirstLine);
        }
    }

    /// <summary>
    /// Removes the indented lines below a property. A comment among them stays, without its indentation.
    /// </summary>
    private void RemoveNestedLines(ConfigProperty property)
    {
        var tree = Tree;
        for (var i = SettingLocator.EndOf(tree, property) - 1; i > property.FirstLine; i--)
        {
            if (tree.Lines[i].Kind is not (LineKind.Continuation or LineKind.BrokenContinuation))
            {
                continue;
            }

            if (_buffer.LineAt(i).TrimStart(' ', '\t') is ['#' or ';', ..] comment)
            {
                _buffer.SetLine(i, comment);
            }
            else
            {
                _buffer.RemoveAt(i);
            }
        }
    }

    /// <summary>Adds sections at the end, each after a blank line.</summary>
    private void Add(IReadOnlyList<AddSection> sections)
    {
        var (tree, names) = (Tree, new HashSet<SectionId>());
        foreach (var section in sections)
        {
            if (!names.Add(section.Section) || SettingLocator.All(tree, _file, section.Section).Count > 0)
            {
                throw EditRules.Exists(section.Section.HeaderIn(_file));
            }
        }

        var newLine = LineStyle.OfFile(_buffer);
        foreach (var section in sections)
        {
            if (_buffer.Count > 0)
            {
                var last = _buffer.LineAt(_buffer.Count - 1);
                if (!EditBuffer.IsComplete(last))
                {
                    _buffer.SetLine(_buffer.Count - 1, last + newLine);
                }

                _buffer.Insert(_buffer.Count, [""], newLine);
            }

            var lines = section.Settings.SelectMany(setting => LineStyle.PlainProperty(setting.Key, setting.Value));
            _buffer.Insert(_buffer.Count, [$"[{section.Section.HeaderIn(_file)}]", .. lines], newLine);
        }
    }

    private void RemoveEmpty(SectionId id)
    {
        var sections = SettingLocator.All(Tree, _file, id);
        for (var i = sections.Count - 1; i >= 0; i--)
        {
            var (first, end) = (sections[i].FirstLine, sections[i].FirstLine + sections[i].LineCount);
            if (Tree.Lines[(first + 1)..end].ToArray().All(line => line.Kind == LineKind.Blank))
            {
                for (var line = end - 1; line >= first; line--)
                {
                    _buffer.RemoveAt(line);
                }
            }
        }
    }
}
