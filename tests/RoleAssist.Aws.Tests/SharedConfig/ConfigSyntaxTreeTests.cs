using CsCheck;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Tests.SharedConfig;

public class ConfigSyntaxTreeTests
{
    [Fact]
    public void Concatenated_lines_give_the_original_text() =>
        Fuzzing.Text.Sample(text => ConfigSyntaxTree.Parse(text).ToString() == text, iter: Fuzzing.Iterations);

    [Fact]
    public void Nodes_are_ordered_and_within_their_parents() =>
        Fuzzing.Text.Sample(text => NodesAreInOrder(ConfigSyntaxTree.Parse(text)), iter: Fuzzing.Iterations);

    [Fact]
    public void Every_error_has_a_location_in_the_text() =>
        Fuzzing.Text.Sample(
            text =>
            {
                var tree = ConfigSyntaxTree.Parse(text);
                return tree.Errors.All(error =>
                        error.Column >= 1 && error.Column <= tree.Lines[error.Line - 1].Span.Length
                    )
                    && tree.Errors.Select(error => error.Line)
                        .SequenceEqual(tree.Errors.Select(error => error.Line).Order());
            },
            iter: Fuzzing.Iterations
        );

    [Theory]
    [InlineData("a\nb", 2)]
    [InlineData("a\r\nb\r\n", 2)]
    [InlineData("a\rb\r", 2)]
    [InlineData("a\r\r\nb", 3)]
    [InlineData("a\n\r\nb\u2028c\u0085d\fe", 3)]
    [InlineData("", 0)]
    [InlineData("\uFEFF", 0)]
    public void Accepts_the_line_endings_of_all_systems(string text, int lines) =>
        Assert.Equal(lines, ConfigSyntaxTree.Parse(text).Lines.Length);

    [Fact]
    public void Groups_lines_into_sections_and_properties()
    {
        var tree = ConfigSyntaxTree.Parse(
            "# top\n[profile a]\ns3 =\n  x = 1\n\n  # y = 2\n\nregion = r # why\n[profile b]\n"
        );

        Assert.Equal(
            [(1, 7), (8, 1)],
            tree.Sections.ToArray().Select(section => (section.FirstLine, section.LineCount))
        );
        Assert.Equal(
            [(2, 4), (7, 1)],
            tree.PropertiesOf(tree.Sections[0]).ToArray().Select(property => (property.FirstLine, property.LineCount))
        );
        Assert.Equal("\nx = 1\n# y = 2", tree.ValueOf(tree.PropertiesOf(tree.Sections[0])[0]));
        Assert.Equal(
            ("region", "r", "# why"),
            (
                tree.Slice(tree.Lines[7].Name).ToString(),
                tree.Slice(tree.Lines[7].Value).ToString(),
                tree.Slice(tree.Lines[7].Comment).ToString()
            )
        );
    }

    private static bool NodesAreInOrder(ConfigSyntaxTree tree)
    {
        var end = tree.HasByteOrderMark ? 1 : 0;
        foreach (var line in tree.Lines)
        {
            TextSpan[] parts = [line.Name, line.Value, line.Comment];
            var isInOrder =
                line.Span.Start == end
                && line.Span.Length > 0
                && parts
                    .Where(part => !part.IsEmpty)
                    .Aggregate(line.Span.Start, (last, part) => part.Start >= last ? part.End : int.MaxValue)
                    <= line.Span.End;
            if (!isInOrder)
            {
                return false;
            }

            end = line.Span.End;
        }

        var next = tree.Sections.Length == 0 ? 0 : tree.Sections[0].FirstLine;
        foreach (var section in tree.Sections)
        {
            var last = section.FirstLine;
            foreach (var property in tree.PropertiesOf(section))
            {
                if (property.FirstLine <= last)
                {
                    return false;
                }

                last = property.FirstLine + property.LineCount - 1;
            }

            if (section.FirstLine != next || last >= section.FirstLine + section.LineCount)
            {
                return false;
            }

            next = section.FirstLine + section.LineCount;
        }

        return end == tree.Text.Length && (tree.Sections.Length == 0 || next == tree.Lines.Length);
    }
}
