using System.CommandLine;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.CodeGeneration.Engines;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>generate LANGUAGE --profile P</c>: prints only the code that gets the profile's credentials.</summary>
internal sealed class GenerateVerb : Command
{
    private readonly Func<GenerateCodeHandler> _handler;
    private readonly Func<GenerateEngineHandler> _engineHandler;
    private readonly Func<AccountSelection> _selection;
    private readonly IConsole _console;
    private readonly Argument<string?> _language = new("LANGUAGE")
    {
        Description =
            $"The language: {string.Join(", ", CodeLanguages.All.Select(known => known.Id))}; "
            + $"or an engine: {string.Join(", ", EngineCatalog.All.Select(engine => engine.Name))}.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string[]> _profiles = new("--profile")
    {
        Description =
            "The profile or role ARN to generate code for; several for multi-account code. "
            + "Without one, the code has placeholders.",
    };
    private readonly Option<string?> _template = new("--template")
    {
        Description = "The template for the code; see --list.",
    };
    private readonly Option<bool> _list = new("--list") { Description = "List the templates and engines." };
    private readonly List<Option<bool>> _languageOptions = LanguageOptions();
    private readonly List<Option<string?>> _parameters = Parameters();
    private readonly TargetOptions _target;
    private readonly EngineOptions _engineOptions;

    /// <param name="handler">Generates code.</param>
    /// <param name="engineHandler">Generates the definitions of engines.</param>
    /// <param name="selection">Selects the accounts of engines.</param>
    /// <param name="console">The console to print to.</param>
    /// <param name="command">The command line after <c>--</c>, which an engine runs.</param>
    public GenerateVerb(
        Func<GenerateCodeHandler> handler,
        Func<GenerateEngineHandler> engineHandler,
        Func<AccountSelection> selection,
        IConsole console,
        IReadOnlyList<string> command
    )
        : base("generate", "Generate code that gets a profile's credentials, or what runs in the accounts of many.")
    {
        (_handler, _engineHandler, _selection, _console) = (handler, engineHandler, selection, console);
        Add(_language);
        Add(_profiles);
        Add(_template);
        Add(_list);
        _languageOptions.ForEach(Add);
        _parameters.ForEach(Add);
        _target = new TargetOptions(this);
        _engineOptions = new EngineOptions(this, command);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_list))
        {
            CodeListing.Print(_console, parsed.GetValue(_language), GlobalOptions.IsJson(parsed));
            return;
        }

        var request = new CodeRequest(
            parsed.GetValue(_language)
                ?? throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    "Specify a LANGUAGE.",
                    "Run 'roleassist generate --list' to list the languages."
                ),
            parsed.GetValue(_template),
            TargetsOf(_target.GetTarget(parsed, profile: null), parsed.GetValue(_profiles) ?? []),
            [.. _languageOptions.Where(parsed.GetValue).Select(option => option.Name.TrimStart('-'))]
        )
        {
            Parameters = _parameters
                .Where(option => parsed.GetValue(option) is not null)
                .ToDictionary(option => option.Name.TrimStart('-'), option => parsed.GetValue(option)!),
        };
        if (EngineCatalog.Find(request.Language) is { } engine)
        {
            var selection = await _engineOptions
                .SelectAsync(
                    parsed,
                    _selection(),
                    _engineHandler(),
                    request.Targets,
                    _target.GetTarget(parsed, profile: null),
                    new MfaCodeSource(_console, code: null, fromStdin: false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            Print(
                GenerateEngineHandler.Handle(_engineOptions.CreateRequest(parsed, engine, selection, request)),
                parsed
            );
            return;
        }

        _engineOptions.RequireNone(parsed, request.Language);
        Print(await _handler().HandleAsync(request, cancellationToken).ConfigureAwait(false), parsed);
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

    /// <summary>Creates an option for each parameter of each template.</summary>
    private static List<Option<string?>> Parameters() =>
        [
            .. CodeLanguages
                .All.SelectMany(language => language.Templates)
                .SelectMany(
                    template => template.Pipeline?.Parameters ?? [],
                    (template, parameter) => (Template: template.Name, Parameter: parameter)
                )
                .GroupBy(pair => pair.Parameter)
                .Select(group => new Option<string?>($"--{group.Key.Name}")
                {
                    Description = $"{string.Join(", ", group.Select(pair => pair.Template))}: {group.Key.Description}",
                    HelpName = group.Key.Form,
                }),
        ];

    /// <summary>
    /// Returns the targets of the code. A role ARN needs no profile; without any target the code has placeholders.
    /// </summary>
    private static List<AssumeTarget> TargetsOf(AssumeTarget changes, string[] profiles) =>
        profiles is [] && changes.RoleArn is not null
            ? [changes]
            : [.. profiles.Select(profile => changes with { Profile = profile })];

    private void Print(GeneratedCode code, ParseResult parsed)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, code.ToWire());
            return;
        }

        _console.Out.Write(code.Code);
        PrintNotes(code.Notes, parsed);
    }

    private void Print(EngineDefinition definition, ParseResult parsed)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, EngineDocument.From(definition));
            return;
        }

        _console.Out.Write(definition.Content);
        PrintNotes(definition.Notes, parsed);
    }

    private void PrintNotes(IReadOnlyList<string> notes, ParseResult parsed)
    {
        foreach (var note in GlobalOptions.IsQuiet(parsed) ? [] : notes)
        {
            _console.Error.WriteLine(DisplayText.Line($"note: {note}"));
        }
    }
}
