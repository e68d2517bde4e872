using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Rpc;
using Spectre.Console;
using Profile = RoleAssist.Core.Profiles.Profile;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>config dump</c>: prints the merged contents of the two AWS files.</summary>
internal static class ConfigVerb
{
    private const string Masked = "********";

    public static Command Create(IServiceProvider services, IConsole console) =>
        new("config", "Inspect the AWS files.") { Dump(services, console) };

    /// <summary>
    /// Prints a JSON document with secrets for programs. On a terminal, where the output stays in the scrollback and
    /// others may see it, prints a readable form without secrets, unless <c>--json</c> is given.
    /// </summary>
    private static Command Dump(IServiceProvider services, IConsole console)
    {
        var verb = new Command(
            "dump",
            "Print the merged settings of the AWS files and their problems: as text on a terminal, otherwise as one JSON "
                + "document."
        );
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var profiles = await services
                    .GetRequiredService<IProfileStore>()
                    .LoadAsync(cancellationToken)
                    .ConfigureAwait(false);
                var terminal = TerminalRendering.CreateConsole(console);
                if (GlobalOptions.IsJson(parsed) || !terminal.Profile.Out.IsTerminal)
                {
                    CommandLineJson.Print(console, ToDocument(profiles));
                }
                else
                {
                    Show(terminal, profiles);
                }

                return profiles.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)
                    ? ExitCodes.FromError(ErrorCode.ConfigurationInvalid)
                    : ExitCodes.Done;
            }
        );
        return verb;
    }

    private static ConfigDocument ToDocument(ProfileSet profiles) =>
        new(
            Values(profiles.Profiles),
            Values(profiles.SsoSessions.Values),
            Values(profiles.Services.Values),
            [.. profiles.Problems.Select(problem => problem.ToWire())]
        );

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Values(IEnumerable<Profile> sections) =>
        sections.ToDictionary(
            section => section.Name,
            IReadOnlyDictionary<string, string> (section) =>
                section.Settings.ToDictionary(setting => setting.Key, setting => setting.Value.Value)
        );

    internal static void Show(IAnsiConsole terminal, ProfileSet profiles)
    {
        Show(terminal, "profile", profiles.Profiles);
        Show(terminal, "sso-session", profiles.SsoSessions.Values);
        Show(terminal, "services", profiles.Services.Values);
        foreach (var problem in profiles.Problems)
        {
            terminal.WriteLine($"{problem.Location}: {problem.Severity}: {problem.Message}");
        }
    }

    private static void Show(IAnsiConsole terminal, string word, IEnumerable<Profile> sections)
    {
        foreach (var section in sections)
        {
            terminal.WriteLine($"[{word} {section.Name}]");
            foreach (var (name, setting) in section.Settings)
            {
                var value = SecretSettings.Contains(name) && setting.Value.Length > 0 ? Masked : setting.Value;
                terminal.WriteLine($"{name} = {value.Replace("\n", "\n    ", StringComparison.Ordinal)}");
            }

            terminal.WriteLine();
        }
    }
}
