using RoleAssist.Contracts;
using RoleAssist.Core.CodeGeneration.Engines;

namespace RoleAssist.Host.CommandLine;

/// <summary>The output of <c>generate --list --json</c>.</summary>
internal sealed record CodeListDocument(
    IReadOnlyList<CodeLanguageInfo> Languages,
    IReadOnlyList<EngineInfoDocument> Engines
)
{
    public static CodeListDocument From(CodeTemplateList templates, IEnumerable<Engine> engines) =>
        new(
            templates.Languages,
            [.. engines.Select(engine => new EngineInfoDocument(engine.Name, engine.Description, engine.RunsCommands))]
        );
}

/// <summary>An engine, and whether it runs the command after <c>--</c>.</summary>
internal sealed record EngineInfoDocument(string Name, string Description, bool RunsCommands);
