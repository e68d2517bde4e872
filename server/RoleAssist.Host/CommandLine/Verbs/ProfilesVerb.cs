using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Contracts;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Rpc;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>profiles</c>: what there is to assume.</summary>
internal static class ProfilesVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var json = CommonOptions.Json();
        var verb = new Command("profiles", "List the profiles of the AWS files, and what is wrong with them.") { json };
        verb.SetAction(parsed =>
        {
            var list = services.GetRequiredService<ProfileCatalog>().List().ToWire();
            if (parsed.GetValue(json))
            {
                CommandLineJson.Print(console, list);
            }
            else
            {
                Print(console, list);
            }
        });
        return verb;
    }

    private static void Print(IConsole console, ProfileList list)
    {
        var terminal = Pictures.On(console);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Profile", "Kind", "Account", "Role", "Region", "MFA");
        foreach (var profile in list.Profiles)
        {
            table.AddRow(
                new Text(profile.Name),
                new Text(profile.Kind.ToString()),
                new Text(profile.Account ?? ""),
                new Text(profile.RoleArn?.Split('/')[^1] ?? ""),
                new Text(profile.Region ?? ""),
                new Text(profile.CodesNeeded > 0 ? "code needed" : ""));
        }

        terminal.Write(table);
        foreach (var problem in list.Profiles.SelectMany(profile => profile.Problems).Concat(list.Problems))
        {
            var place = problem.File is null ? "" : $"{problem.File}:{problem.Line}:{problem.Column}: ";
            terminal.WriteLine($"{place}{problem.Severity}: {problem.Message}");
        }
    }
}
