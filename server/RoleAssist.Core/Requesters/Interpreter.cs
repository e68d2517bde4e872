namespace RoleAssist.Core.Requesters;

/// <summary>A program that runs scripts, and how it finds them in its command line.</summary>
internal abstract class Interpreter
{
    private static readonly Dictionary<string, Interpreter> All = new(StringComparer.Ordinal)
    {
        ["node"] = new JavaScriptInterpreter(hasCommands: false),
        ["nodejs"] = new JavaScriptInterpreter(hasCommands: false),
        ["bun"] = new JavaScriptInterpreter(hasCommands: true),
        ["deno"] = new JavaScriptInterpreter(hasCommands: true),
        ["python"] = new PythonInterpreter(),
        ["pypy"] = new PythonInterpreter(),
    };

    /// <summary>What its scripts are written in.</summary>
    public abstract ScriptLanguage Language { get; }

    /// <summary>Finds the interpreter of a name, <c>python3.12</c> too; null for another program.</summary>
    public static Interpreter? Find(string? name) =>
        name is null ? null : All.GetValueOrDefault(name.TrimEnd([.. "0123456789."]));

    /// <summary>Finds what it may run that was started with these arguments, of which the first is its own name.</summary>
    public abstract IEnumerable<InterpretedScript> ScriptsIn(IReadOnlyList<string> arguments);

    private protected InterpretedScript Script(string path) => new(Language, path);

    private protected InterpretedScript Module(string name) => new(Language, null, name);
}
