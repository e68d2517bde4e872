using System.CommandLine;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of <c>run</c> that say how the command runs.</summary>
internal sealed class RunVerbOptions
{
    private const double LowestRate = 0.01;

    /// <summary>A month. Timers take no more than 49 days.</summary>
    private const int MostSeconds = 30 * 24 * 3600;

    private static readonly string[] Deliveries =
    [
        .. new[] { DeliveryMode.Auto, DeliveryMode.Environment, DeliveryMode.Endpoint }.Select(mode => mode.ToName()),
    ];

    private readonly Option<string[]> _regions = new("--regions")
    {
        Description = "Run once in each of these regions; enabled asks each account for its regions.",
        HelpName = "REGION,…|enabled",
    };

    private readonly Option<string?> _script = new("--script")
    {
        Description = "Run a script: .ps1, .py, .sh, .cs, .js or .mjs. Its arguments follow --.",
        HelpName = "FILE",
    };

    private readonly Option<DeliveryMode> _delivery = new("--delivery")
    {
        Description =
            "How each command gets its credentials: environment, as variables that last as long as the session; "
            + "endpoint, which renews them while the command runs and takes them back when it ends; auto, the default, "
            + "is environment.",
        HelpName = string.Join('|', Deliveries),
        DefaultValueFactory = _ => DeliveryMode.Auto,
    };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "The number of processes at once.",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<double> _rate = new("--assume-rate")
    {
        Description = "The number of requests for credentials per second.",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<string?> _timeout = new("--timeout")
    {
        Description = "How long each command may take: 10m, 90s.",
        HelpName = "TIME",
    };

    private readonly Option<bool> _keepGoing = new("--keep-going")
    {
        Description = "Go on after failures. This is the default.",
    };

    private readonly Option<int?> _stopOnError = new("--stop-on-error")
    {
        Description = "Start nothing more after N failures.",
        HelpName = "N",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _retryFailed = new("--retry-failed")
    {
        Description = "Run again only what failed or was not assumed, as a results file says, and add to that file.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Run only what a results file has no result for, and add to that file.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _anyCommand = new("--any-command")
    {
        Description = "With --resume or --retry-failed: accept results of another command or version of the script.",
    };

    private readonly Option<string?> _results = new("--results")
    {
        Description = "Write a line of JSON for each result to a file.",
        HelpName = "FILE",
    };

    public RunVerbOptions(Command verb)
    {
        _delivery.AcceptOnlyFromAmong(Deliveries);
        _parallel.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > RunOptions.MaxParallel)
            {
                result.AddError($"--parallel must be from 1 to {RunOptions.MaxParallel}.");
            }
        });
        _rate.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() >= LowestRate))
            {
                result.AddError("--assume-rate must be 0.01 or more.");
            }
        });
        foreach (
            var option in (ReadOnlySpan<Option>)
                [
                    _regions,
                    _script,
                    _delivery,
                    _parallel,
                    _rate,
                    _timeout,
                    _keepGoing,
                    _stopOnError,
                    _results,
                    _resume,
                    _retryFailed,
                    _anyCommand,
                ]
        )
        {
            verb.Add(option);
        }
    }

    /// <summary>Returns whether earlier results count whatever command they are of.</summary>
    public bool AcceptsAnyCommand(ParseResult parsed) => parsed.GetValue(_anyCommand);

    public string? GetScript(ParseResult parsed) => parsed.GetValue(_script);

    /// <summary>Returns how the command runs, without the accounts.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public RunOptions GetOptions(ParseResult parsed, CommandTemplate command) =>
        new([], command)
        {
            Regions = RegionSelection.Parse(parsed.GetValue(_regions) ?? []),
            Delivery =
                parsed.GetValue(_delivery) == DeliveryMode.Endpoint ? DeliveryMode.Endpoint : DeliveryMode.Environment,
            Parallel = parsed.GetValue(_parallel),
            AssumesPerSecond = parsed.GetValue(_rate),
            Timeout = parsed.GetValue(_timeout) is { } time ? TimeoutOf(time) : null,
            StopAfterFailures = parsed.GetResult(_stopOnError) is null ? null : parsed.GetValue(_stopOnError) ?? 1,
        };

    private static TimeSpan TimeoutOf(string text) =>
        DurationSyntax.ParseSeconds(text) is > 0 and <= MostSeconds and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"--timeout {text} is not a time that a command may take.",
                "Use from 1s to 720h."
            );

    /// <summary>Returns the results file, what it is for, and which earlier results are to be repeated.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public (string? Path, bool Continues, Func<string?, bool>? IsWanted) GetResults(ParseResult parsed)
    {
        var (results, resume, retry) = (
            parsed.GetValue(_results),
            parsed.GetValue(_resume),
            parsed.GetValue(_retryFailed)
        );
        if (resume is not null && retry is not null)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "--resume and --retry-failed exclude each other.",
                "Resume first, then retry what failed."
            );
        }

        return (resume, retry) switch
        {
            (not null, _) => (resume, true, state => state is null or "cancelled"),
            (_, not null) => (retry, true, state => state is "failed" or "notAssumed"),
            _ => (results, false, null),
        };
    }
}
