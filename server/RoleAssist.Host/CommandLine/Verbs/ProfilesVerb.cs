using System.CommandLine;
using RoleAssist.Contracts;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Rpc;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>profiles</c>: lists the profiles that can be assumed.</summary>
internal sealed class ProfilesVerb : Command
{
    private readonly Func<ProfileCatalog> _catalog;
    private readonly IConsole _console;

    public ProfilesVerb(Func<ProfileCatalog> catalog, IConsole console)
        : base("profiles", "List the profiles in the AWS files and their problems.")
    {
        (_catalog, _console) = (catalog, console);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var found = await _catalog().ListAsync(new SessionOptions(), cancellationToken).ConfigureAwait(false);
        var list = found.ToWire(ProductionRules.Default);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, list);
        }
        else
        {
            Print(_console, list);
        }
    }

    private static void Print(IConsole console, ProfileList list)
    {
        var terminal = TerminalRendering.CreateConsole(console);
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Profile", "Type", "Account", "Role", "Region", "Session");
        foreach (var profile in list.Profiles)
        {
            table.AddRow(
                new Text(profile.Name),
                new Text(Phrases.Kind(profile.Kind.ToCore())),
                new Text(profile.Account ?? ""),
                new Text(profile.RoleArn?.Split('/')[^1] ?? ""),
                new Text(profile.Region ?? ""),
                new Text(profile.Plan ?? "")
            );
        }

        terminal.Write(table);
        var problems = list.Profiles.SelectMany(profile => profile.Problems).Concat(list.Problems);

        // Informational problems appear only in the JSON document and in the editor.
        foreach (var problem in problems.Where(problem => problem.Severity != ProblemSeverity.Information))
        {
            var place = problem.File is null ? "" : $"{problem.File}:{problem.Line}:{problem.Column}: ";
            terminal.WriteLine($"{place}{problem.Severity.ToString().ToLowerInvariant()}: {problem.Message}");
        }
    }
}
