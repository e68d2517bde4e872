using System.CommandLine;
using RoleAssist.Host.Logging;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of every verb, added once to the root command.</summary>
internal static class GlobalOptions
{
    private const string Json = "--json";
    private const string Quiet = "--quiet";

    public static void AddTo(RootCommand root)
    {
        root.Add(Flag(Json, "Print one JSON document; run prints a line of JSON for each command."));
        root.Add(Flag(Quiet, "Print only errors to stderr, no notes or warnings."));

        // Tracing looks for this option before the command line is parsed.
        root.Add(Flag(Tracing.Option, "Write a trace to stderr, without secrets and with the stack traces of errors."));
    }

    public static bool IsJson(ParseResult parsed) => parsed.GetValue<bool>(Json);

    /// <summary>Returns whether a command line that could not be parsed asks for JSON.</summary>
    public static bool IsJson(IReadOnlyList<string> args) => args.Contains(Json);

    public static bool IsQuiet(ParseResult parsed) => parsed.GetValue<bool>(Quiet);

    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Recursive = true };
}
