using System.CommandLine;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.CodeGeneration.Engines;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of <c>generate</c> for engines that work in many accounts.</summary>
internal sealed class EngineOptions
{
    private const string TrustPolicies = "iam-trust-policy";

    private readonly IReadOnlyList<string> _command;
    private readonly Option<string?> _script = new("--script")
    {
        Description = "Engines: the script in the repository to run; or write the command after --.",
        HelpName = "FILE",
    };
    private readonly Option<int?> _parallel = new("--parallel")
    {
        Description = "Engines: the most accounts at a time.",
    };
    private readonly Option<string?> _function = new("--function")
    {
        Description = "step-functions: the ARN of the Lambda function to call.",
        HelpName = "ARN",
    };

    private readonly Option<string[]> _regions = new("--regions")
    {
        Description = "Engines: the regions to work in; by default those of the accounts or profiles.",
        HelpName = "REGION,…",
    };
    private readonly SelectorOptions _selector;

    /// <param name="verb">The verb that gets the options.</param>
    /// <param name="command">The command line after <c>--</c>.</param>
    public EngineOptions(Command verb, IReadOnlyList<string> command)
    {
        _command = command;
        _selector = new SelectorOptions(verb, hasProfiles: true);
        verb.Add(_regions);
        verb.Add(_script);
        verb.Add(_parallel);
        verb.Add(_function);
    }

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: an option of engines is given, but the language is none.
    /// </exception>
    public void RequireNone(ParseResult parsed, string language)
    {
        Option?[] given =
        [
            parsed.GetValue(_script) is null ? null : _script,
            parsed.GetValue(_parallel) is null ? null : _parallel,
            parsed.GetValue(_function) is null ? null : _function,
            parsed.GetValue(_regions) is [_, ..] ? _regions : null,
            .. _selector.Given(parsed),
        ];
        if (given.OfType<Option>().FirstOrDefault() is { } option)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{language} does not take {option.Name}.",
                $"Only these do: {string.Join(", ", EngineCatalog.All.Select(engine => engine.Name))}."
            );
        }
    }

    /// <summary>Returns the accounts that an engine works in: of a file, an organization, or of profiles.</summary>
    public async Task<EngineTargets> SelectAsync(
        ParseResult parsed,
        AccountSelection selection,
        GenerateEngineHandler handler,
        IReadOnlyList<AssumeTarget> targets,
        AssumeTarget overrides,
        MfaCodeSource codes,
        CancellationToken cancellationToken
    )
    {
        var regions = RegionSelection.Parse(parsed.GetValue(_regions) ?? []).Names;
        if (!_selector.IsGiven(parsed))
        {
            var ofProfiles = await handler.SelectAsync(targets, cancellationToken).ConfigureAwait(false);
            return regions.Count == 0
                ? ofProfiles
                : new EngineTargets([.. ofProfiles.Accounts.Select(account => account with { Regions = regions })]);
        }

        var accounts = await selection
            .SelectAsync(
                _selector.GetSelector(parsed, overrides.SourceProfile) with
                {
                    NeedsStage = false,
                },
                overrides,
                new SessionOptions(),
                codes,
                GlobalOptions.IsQuiet(parsed),
                cancellationToken
            )
            .ConfigureAwait(false);

        // What a profile leads to, its chain tells; what has no profile tells it itself.
        AssumeTarget[] profiles =
        [
            .. targets,
            .. accounts.Select(account => account.Target).Where(target => target.Profile is not null),
        ];
        var chains = await handler.SelectAsync(profiles, cancellationToken).ConfigureAwait(false);
        return new EngineTargets([
            .. chains.Accounts.Select(account => regions.Count == 0 ? account : account with { Regions = regions }),
            .. accounts
                .Where(account => account.Target.Profile is null)
                .Select(account => TargetOf(account, regions, overrides.Region)),
        ]);
    }

    private static EngineTarget TargetOf(SelectedAccount account, IReadOnlyList<string> regions, string? region) =>
        (account.Id, account.RoleArn) is ({ } id, { } role)
            ? new EngineTarget(
                id,
                account.Name,
                role,
                regions.Count > 0 ? regions
                    : account.Regions.Count > 0 ? account.Regions
                    : [region ?? Partitions.Default.ImplicitGlobalRegion]
            )
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{account.Name}' has no role that an engine could assume.",
                "Select accounts by a file or an organization, with --role NAME."
            );

    /// <summary>Returns the request for a definition.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: options contradict each other, or the engine does not take one.
    /// </exception>
    public EngineRequest CreateRequest(ParseResult parsed, Engine engine, EngineTargets selection, CodeRequest code)
    {
        var script = parsed.GetValue(_script);
        if (script is not null && _command.Count > 0)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, "Specify either --script or a command after --.");
        }

        if (code.Options is [var unknown, ..])
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"{engine.Name} has no option '{unknown}'.");
        }

        var request = new EngineRequest(engine.Name, selection)
        {
            Command = script is null ? _command : [Rooted(script)],
            Function = parsed.GetValue(_function),
            Pipeline = code.Template is null
                ? null
                : CodeLanguages.Get(TrustPolicies).GetTemplate(code.Template).Pipeline,
            Parameters = code.Parameters,
        };
        return parsed.GetValue(_parallel) is { } parallel ? request with { Parallel = parallel } : request;
    }

    /// <summary>Returns a path that a shell does not look for on PATH.</summary>
    private static string Rooted(string script) =>
        script.Contains('/', StringComparison.Ordinal) ? script : $"./{script}";
}
