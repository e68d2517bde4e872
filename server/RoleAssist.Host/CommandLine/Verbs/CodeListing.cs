using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.CodeGeneration.Engines;
using RoleAssist.Host.Rpc;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>Prints what <c>generate</c> can write: the templates of languages, and engines.</summary>
internal static class CodeListing
{
    /// <param name="console">The console to print to.</param>
    /// <param name="name">The only language or engine to list; null for all.</param>
    /// <param name="asJson">Whether to print JSON.</param>
    public static void Print(IConsole console, string? name, bool asJson)
    {
        var engine = name is null ? null : EngineCatalog.Find(name);
        IReadOnlyList<Engine> engines =
            name is null ? EngineCatalog.All
            : engine is null ? []
            : [engine];
        IReadOnlyList<CodeLanguage> languages =
            name is null ? CodeLanguages.All
            : engine is null ? [CodeLanguages.Get(name)]
            : [];
        if (asJson)
        {
            CommandLineJson.Print(console, CodeListDocument.From(languages.ToWire(), engines));
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Language", "Template", "What the code does");
        foreach (
            var (known, template) in languages.SelectMany(
                known => known.Templates,
                (known, template) => (known, template)
            )
        )
        {
            table.AddRow(new Text(known.Id), new Text(template.Name), new Text(template.Description));
        }

        foreach (var known in engines)
        {
            table.AddRow(new Text(known.Name), new Text("(engine)"), new Text(known.Description));
        }

        TerminalRendering.CreateConsole(console).Write(table);
    }
}
