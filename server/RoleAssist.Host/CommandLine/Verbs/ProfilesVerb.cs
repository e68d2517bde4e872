using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Contracts;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Rpc;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>profiles</c>: lists the profiles that can be assumed.</summary>
internal static class ProfilesVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var verb = new Command("profiles", "List the profiles in the AWS files and their problems.");
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var found = await services
                    .GetRequiredService<ProfileCatalog>()
                    .ListAsync(new SessionOptions(), cancellationToken)
                    .ConfigureAwait(false);
                var list = found.ToWire(new ProductionRules(ProductionRules.DefaultPatterns));
                if (GlobalOptions.IsJson(parsed))
                {
                    CommandLineJson.Print(console, list);
                }
                else
                {
                    Print(console, list);
                }
            }
        );
        return verb;
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
