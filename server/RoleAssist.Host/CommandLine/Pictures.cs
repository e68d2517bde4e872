using Spectre.Console;

namespace RoleAssist.Host.CommandLine;

/// <summary>Tables and the like, for people.</summary>
internal static class Pictures
{
    /// <summary>A file or a pipe has no width: nothing is folded that a program might read line by line.</summary>
    private const int Unbounded = 10_000;

    public static IAnsiConsole On(IConsole console)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Out) });
        terminal.Pipeline.Attach(new DisplayTextHook());
        if (!terminal.Profile.Out.IsTerminal)
        {
            terminal.Profile.Width = Unbounded;
        }

        return terminal;
    }
}
