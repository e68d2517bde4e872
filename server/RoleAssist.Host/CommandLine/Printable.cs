using Spectre.Console.Rendering;

namespace RoleAssist.Host.CommandLine;

/// <summary>Text with names in it, which are whatever somebody wrote: they must neither begin a line nor command the terminal.</summary>
internal static class Printable
{
    public static string Line(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));

    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Line));

    /// <summary>Makes whatever is drawn printable, before the terminal's own commands are added.</summary>
    public sealed class Hook : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(drawn => new Cleaned(drawn));
    }

    private sealed class Cleaned(IRenderable drawn) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => drawn.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => drawn.Render(options, maxWidth).Select(segment =>
            segment.IsControlCode || segment.IsLineBreak ? segment : new Segment(Line(segment.Text), segment.Style));
    }
}
