using System.Text;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine;

/// <summary>Creates Spectre.Console terminals, which render tables and trees.</summary>
internal static class TerminalRendering
{
    /// <summary>The width of a file or a pipe, where lines are not wrapped because a program may read them.</summary>
    private const int Unbounded = 10_000;

    public static IAnsiConsole CreateConsole(IConsole console)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new Output(console) });
        terminal.Pipeline.Attach(new DisplayTextHook());
        return terminal;
    }

    private sealed class Output(IConsole console) : IAnsiConsoleOutput
    {
        public TextWriter Writer => console.Out;

        public bool IsTerminal => console.Width is not null;

        public int Width => console.Width ?? Unbounded;

        public int Height => Unbounded;

        public void SetEncoding(Encoding encoding) { }
    }
}
