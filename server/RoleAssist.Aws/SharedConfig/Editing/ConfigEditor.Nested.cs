using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <content>Edits of the indented lines below a setting.</content>
internal sealed partial class ConfigEditor
{
    private void SetNested(SetNestedSetting edit)
    {
        if (Block(edit.Section, edit.Block) is not { } block)
        {
            Set(edit.Section, edit.Block, $"\n{edit.Name} = {edit.Value}");
        }
        else if (NestedLines(block, edit.Name) is [.., var index])
        {
            var text = _buffer.LineAt(index);
            _buffer.SetLine(index, LineStyle.Nested(Tree, Tree.Lines[index], edit.Value) + LineStyle.BreakOf(text));
        }
        else
        {
            var last = block.FirstLine + block.LineCount - 1;
            var model = Tree.Lines[last];
            var line =
                model.Kind == LineKind.Continuation
                    ? LineStyle.IndentationOf(Tree, model)
                    : LineStyle.IndentationIn(Tree, null);
            _buffer.Insert(last + 1, [$"{line}{edit.Name} = {edit.Value}"], LineStyle.NewLine(_buffer, last));
        }
    }

    private void RemoveNested(RemoveNestedSetting edit)
    {
        if (Block(edit.Section, edit.Block) is not { } block)
        {
            return;
        }

        var lines = NestedLines(block, edit.Name);
        if (lines.Count > 0 && lines.Count == NestedLines(block, name: null).Count)
        {
            Remove(edit.Section, edit.Block);
            return;
        }

        for (var i = lines.Count - 1; i >= 0; i--)
        {
            _buffer.RemoveAt(lines[i]);
        }
    }

    private ConfigProperty? Block(SectionId id, string name)
    {
        var found = SettingLocator.Find(Tree, SettingLocator.InForce(Tree, _file, id), name);
        return found is not [.., var block] ? null
            : Tree.Lines[block.FirstLine].Value.IsEmpty ? block
            : throw EditRules.NotABlock(name);
    }

    /// <summary>Returns the nested lines with a name; those with any name if it is null.</summary>
    private List<int> NestedLines(ConfigProperty block, string? name)
    {
        var found = new List<int>();
        for (var i = block.FirstLine + 1; i < block.FirstLine + block.LineCount; i++)
        {
            var text = Tree.Slice(Tree.Lines[i].Value);
            if (
                Tree.Lines[i].Kind == LineKind.Continuation
                && text.IndexOf('=') is > 0 and var equals
                && text[0] is not ('#' or ';')
                && (name is null || text[..equals].TrimEnd(" \t").Equals(name, StringComparison.OrdinalIgnoreCase))
            )
            {
                found.Add(i);
            }
        }

        return found;
    }
}
