using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;
using Spectre.Console;
using Profile = RoleAssist.Core.Profiles.Profile;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>config dump</c>: prints the merged contents of the two AWS files. Prints a JSON document with secrets for
/// programs. On a terminal, where the output stays in the scrollback and others may see it, prints a readable form
/// without secrets, unless <c>--json</c> is given.
/// </summary>
internal sealed class ConfigVerb : Command
{
    private const string Masked = "********";

    private readonly Func<IProfileStore> _store;
    private readonly Func<IFileFindings> _findings;
    private readonly IConsole _console;

    public ConfigVerb(Func<IProfileStore> store, Func<IFileFindings> findings, IConsole console)
        : base("config", "Inspect the AWS files.")
    {
        (_store, _findings, _console) = (store, findings, console);
        var dump = new Command(
            "dump",
            "Print the merged settings of the AWS files and their problems: as text on a terminal, otherwise as one JSON "
                + "document."
        );
        dump.SetAction(DumpAsync);
        Add(dump);
    }

    private async Task<int> DumpAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var read = await _store().LoadAsync(cancellationToken).ConfigureAwait(false);
        var found = await _findings().FindAsync(withFaults: true, cancellationToken).ConfigureAwait(false);
        var profiles = read with { Problems = [.. read.Problems, .. found] };
        var terminal = TerminalRendering.CreateConsole(_console);
        if (GlobalOptions.IsJson(parsed) || !terminal.Profile.Out.IsTerminal)
        {
            CommandLineJson.Print(_console, ToDocument(profiles));
        }
        else
        {
            Show(terminal, profiles);
        }

        // The values are as they are written, whatever they mean: only what could not be read is a failure of this verb.
        return read.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)
            ? ExitCodes.FromError(ErrorCode.ConfigurationInvalid)
            : ExitCodes.Done;
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
            terminal.WriteLine($"{problem.Location}: {problem.Severity}: {SecretText.Hide(problem.Message)}");
        }
    }

    private static void Show(IAnsiConsole terminal, string word, IEnumerable<Profile> sections)
    {
        foreach (var section in sections)
        {
            terminal.WriteLine($"[{word} {section.Name}]");
            foreach (var (name, setting) in section.Settings)
            {
                var value =
                    SecretSettings.Contains(name) && setting.Value.Length > 0 ? Masked : SecretText.Hide(setting.Value);
                terminal.WriteLine($"{name} = {value.Replace("\n", "\n    ", StringComparison.Ordinal)}");
            }

            terminal.WriteLine();
        }
    }
}
