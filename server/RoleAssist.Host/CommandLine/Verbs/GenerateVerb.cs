using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>generate LANGUAGE --profile P</c>: prints only the code that gets the profile's credentials.</summary>
internal static class GenerateVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var language = new Argument<string?>("LANGUAGE")
        {
            Description = $"The language: {string.Join(", ", CodeLanguages.All.Select(known => known.Id))}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var profiles = new Option<string[]>("--profile")
        {
            Description =
                "The profile or role ARN to generate code for; several for multi-account code. "
                + "Without one, the code has placeholders.",
        };
        var template = new Option<string?>("--template") { Description = "The template for the code; see --list." };
        var list = new Option<bool>("--list") { Description = "List the templates." };
        var verb = new Command("generate", "Generate code that gets a profile's credentials.")
        {
            language,
            profiles,
            template,
            list,
        };
        var options = LanguageOptions();
        options.ForEach(verb.Add);
        var target = new TargetOptions(verb);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(list))
                {
                    List(console, parsed.GetValue(language), GlobalOptions.IsJson(parsed));
                    return;
                }

                var request = new CodeRequest(
                    parsed.GetValue(language)
                        ?? throw new RoleAssistException(
                            ErrorCode.InvalidArgument,
                            "Specify a LANGUAGE.",
                            "Run 'roleassist generate --list' to list the languages."
                        ),
                    parsed.GetValue(template),
                    TargetsOf(target.GetTarget(parsed, profile: null), parsed.GetValue(profiles) ?? []),
                    [.. options.Where(parsed.GetValue).Select(option => option.Name.TrimStart('-'))]
                );
                var code = await services
                    .GetRequiredService<GenerateCodeHandler>()
                    .HandleAsync(request, cancellationToken)
                    .ConfigureAwait(false);
                Print(console, code, parsed);
            }
        );
        return verb;
    }

    /// <summary>Creates a flag for each option of each language.</summary>
    private static List<Option<bool>> LanguageOptions() =>
        [
            .. CodeLanguages
                .All.SelectMany(language => language.Options, (language, option) => (language, option))
                .GroupBy(pair => pair.option.Name)
                .Select(group => new Option<bool>($"--{group.Key}")
                {
                    Description =
                        $"{string.Join(", ", group.Select(pair => pair.language.Name))}: {group.First().option.Description}",
                }),
        ];

    /// <summary>
    /// Returns the targets of the code. A role ARN needs no profile; without any target the code has placeholders.
    /// </summary>
    private static List<AssumeTarget> TargetsOf(AssumeTarget changes, string[] profiles) =>
        profiles is [] && changes.RoleArn is not null
            ? [changes]
            : [.. profiles.Select(profile => changes with { Profile = profile })];

    private static void Print(IConsole console, GeneratedCode code, ParseResult parsed)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(console, code.ToWire());
            return;
        }

        console.Out.Write(code.Code);
        foreach (var note in GlobalOptions.IsQuiet(parsed) ? [] : code.Notes)
        {
            console.Error.WriteLine(DisplayText.Line($"note: {note}"));
        }
    }

    private static void List(IConsole console, string? language, bool json)
    {
        IReadOnlyList<CodeLanguage> languages = language is null ? CodeLanguages.All : [CodeLanguages.Get(language)];
        if (json)
        {
            CommandLineJson.Print(console, languages.ToWire());
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

        TerminalRendering.CreateConsole(console).Write(table);
    }
}
