using RoleAssist.Core.Security;
using Spectre.Console.Rendering;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Passes rendered text through <see cref="DisplayText"/>, before terminal control sequences are added.
/// </summary>
internal sealed class DisplayTextHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(drawn => new Cleaned(drawn));

    private sealed class Cleaned(IRenderable drawn) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => drawn.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            drawn
                .Render(options, maxWidth)
                .Select(segment =>
                    segment.IsControlCode || segment.IsLineBreak
                        ? segment
                        : new Segment(DisplayText.Line(segment.Text), segment.Style)
                );
    }
}
