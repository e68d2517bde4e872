namespace RoleAssist.Core.Requesters;

/// <summary>
/// Node.js, Bun and Deno. They have hundreds of options, and more with each version. After an option that is not known here,
/// the next argument may be its value or the script: both it and what follows count then.
/// </summary>
/// <param name="hasCommands">Whether a word such as <c>run</c> stands before the script.</param>
internal sealed class JavaScriptInterpreter(bool hasCommands) : Interpreter
{
    private const string NpmPrefix = "npm:";

    /// <summary>The options whose next argument is their value (https://nodejs.org/api/cli.html).</summary>
    private static readonly HashSet<string> OptionsWithValue =
    [
        "-r",
        "--require",
        "--import",
        "--loader",
        "--experimental-loader",
        "--conditions",
        "-C",
        "--preload",
        "--config",
        "--title",
        "--env-file",
        "--env-file-if-exists",
        "--disable-warning",
    ];

    /// <summary>The options without a value that are usual before a script, so that it is certain.</summary>
    private static readonly HashSet<string> OptionsWithoutValue =
    [
        "--",
        "-A",
        "--bun",
        "--enable-source-maps",
        "--experimental-strip-types",
        "--inspect",
        "--inspect-brk",
        "--no-deprecation",
        "--no-warnings",
        "--test",
        "--trace-warnings",
        "--use-system-ca",
        "--watch",
    ];

    /// <summary>The options that have the program itself as their value, so that there is no script.</summary>
    private static readonly HashSet<string> Inline = ["-e", "--eval", "-p", "--print", "-pe"];

    /// <summary>The words of Bun and Deno before a script, and those before a package.</summary>
    private static readonly HashSet<string> Commands = ["run", "x", "exec"];

    public override ScriptLanguage Language => ScriptLanguage.JavaScript;

    public override IEnumerable<InterpretedScript> ScriptsIn(IReadOnlyList<string> arguments)
    {
        var (isCertain, isPackage) = (true, false);
        for (var at = 1; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (Inline.Contains(argument))
            {
                yield break;
            }

            if (OptionsWithValue.Contains(argument))
            {
                (at, isCertain) = (at + 1, true);
            }
            else if (argument.StartsWith('-'))
            {
                isCertain = argument.Contains('=') || OptionsWithoutValue.Contains(argument);
            }
            else if (hasCommands && Commands.Contains(argument))
            {
                (isCertain, isPackage) = (true, argument != "run");
            }
            else
            {
                if (argument.Length > 0)
                {
                    yield return argument.StartsWith(NpmPrefix, StringComparison.Ordinal)
                            ? Module(WithoutVersion(argument[NpmPrefix.Length..]))
                        : isPackage ? Module(WithoutVersion(argument))
                        : Script(argument);
                }

                if (isCertain)
                {
                    yield break;
                }

                isCertain = true;
            }
        }
    }

    /// <summary>Takes the version away from <c>@google/gemini-cli@1.0.0</c>, and what follows.</summary>
    private static string WithoutVersion(string package) =>
        package.IndexOf('@', Math.Min(1, package.Length)) is > 0 and var at ? package[..at] : package;
}
