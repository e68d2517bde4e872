namespace RoleAssist.Core.Requesters;

/// <summary>Python, all of whose options are known (https://docs.python.org/3/using/cmdline.html).</summary>
internal sealed class PythonInterpreter : Interpreter
{
    /// <summary>The only long option whose value may be the next argument.</summary>
    private const string LongWithValue = "--check-hash-based-pycs";

    public override ScriptLanguage Language => ScriptLanguage.Python;

    public override IEnumerable<InterpretedScript> ScriptsIn(IReadOnlyList<string> arguments)
    {
        for (var at = 1; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (argument == LongWithValue)
            {
                at++;
            }
            else if (argument == "--")
            {
                return at + 1 < arguments.Count ? [Script(arguments[at + 1])] : [];
            }
            else if (!argument.StartsWith('-') || argument == "-")
            {
                return argument is "" or "-" ? [] : [Script(argument)];
            }
            else if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                // Short options may be written together, the last with its value: -um aider, -Wignore, -maider.
                var end = argument.AsSpan().IndexOfAny("cmWX");
                if (end < 0)
                {
                    continue;
                }

                var value = end + 1 < argument.Length ? argument[(end + 1)..] : arguments.ElementAtOrDefault(++at);
                if (argument[end] is 'c' or 'm')
                {
                    return argument[end] == 'm' && value is not null ? [Module(value)] : [];
                }
            }
        }

        return [];
    }
}
