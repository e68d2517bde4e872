using System.CommandLine;
using RoleAssist.Host.Logging;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of every verb, given to the root once.</summary>
internal static class GlobalOptions
{
    private const string Json = "--json";
    private const string Quiet = "--quiet";

    public static void AddTo(RootCommand root)
    {
        root.Add(Flag(Json, "Print one JSON document."));
        root.Add(Flag(Quiet, "Print no notes and warnings to stderr, only errors."));

        // Tracing reads it before anything is parsed.
        root.Add(Flag(Tracing.Option, "Trace to stderr what is done, without secrets, and with the stack of a fault."));
    }

    public static bool IsJson(ParseResult parsed) => parsed.GetValue<bool>(Json);

    /// <summary>Likewise for a command line that could not be parsed.</summary>
    public static bool IsJson(IReadOnlyList<string> args) => args.Contains(Json);

    public static bool IsQuiet(ParseResult parsed) => parsed.GetValue<bool>(Quiet);

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Recursive = true };
}
