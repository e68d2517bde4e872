using System.CommandLine;
using System.Runtime.InteropServices;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Processes;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>run SELECTORS -- CMD …</c>: runs a command once for each account and region.</summary>
internal sealed class RunVerb : Command, IHandlesSignals
{
    private readonly RunServices _services;
    private readonly IConsole _console;
    private readonly IReadOnlyList<string> _command;
    private readonly SelectorOptions _selector;
    private readonly RunVerbOptions _run;
    private readonly RunOutputOptions _output;
    private readonly AssumeOptions _assume;
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print the accounts, roles and codes that the run would need, and ask nobody.",
    };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Do not ask before running in several accounts.",
    };
    private readonly Option<string?> _confirmProduction = new("--confirm-production")
    {
        Description = "The number of production accounts, which is otherwise to be typed.",
        HelpName = "N",
    };

    private RunStop? _stop;

    /// <param name="services">What the run needs.</param>
    /// <param name="console">The console.</param>
    /// <param name="command">The command line after <c>--</c>.</param>
    public RunVerb(RunServices services, IConsole console, IReadOnlyList<string> command)
        : base(
            "run",
            "Run a command once for each account and region: roleassist run --profiles 'prod-*' -- CMD ... In CMD, "
                + "{account}, {region} and {name} are replaced; its environment has the credentials and "
                + "ROLEASSIST_ACCOUNT, ROLEASSIST_ACCOUNT_NAME, ROLEASSIST_REGION and ROLEASSIST_PROFILE."
        )
    {
        (_services, _console, _command) = (services, console, command);
        _selector = new SelectorOptions(this);
        _run = new RunVerbOptions(this);
        _output = new RunOutputOptions(this);
        Add(_dryRun);
        Add(_yes);
        Add(_confirmProduction);
        _assume = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    public bool Handle(bool terminate, bool isRepeated)
    {
        if (_stop is not { } stop)
        {
            return false;
        }

        if (isRepeated)
        {
            stop.Kill();
        }
        else
        {
            stop.Stop(terminate);
        }

        return true;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var script = _run.GetScript(parsed);
        var command = new CommandTemplate(script is null ? _command : ScriptCommand.Create(script, _command));
        var options = _run.GetOptions(parsed, command);
        var (path, continues, isWanted) = _run.GetResults(parsed);
        var fingerprint = await CommandFingerprint
            .CreateAsync(script, _command, cancellationToken)
            .ConfigureAwait(false);
        var earlier = isWanted is null
            ? null
            : await ReadResultsAsync(parsed, path!, fingerprint, cancellationToken).ConfigureAwait(false);
        await CommandSearch.RequireForRunAsync(command.Program, cancellationToken).ConfigureAwait(false);

        if (options.Delivery == DeliveryMode.Endpoint)
        {
            await _services
                .Chooser()
                .RequireEndpointAsync(EnvironmentUse.Command, cancellationToken)
                .ConfigureAwait(false);
        }

        var session = _assume.GetSessionOptions(parsed) with { Preference = MfaPreference.Prime, WillRenew = true };
        var isDryRun = parsed.GetValue(_dryRun);
        var codes = isDryRun
            ? new MfaCodeSource(_console, _assume.GetMfaCode(parsed, _console), fromStdin: false, isQuiet: true)
            : _assume.CreateMfaCodeSource(parsed, _console);
        var target = await _assume.GetTargetAsync(parsed, null, cancellationToken).ConfigureAwait(false);
        options = WithRegion(options, target.Region);
        var whole = await _services
            .Selection()
            .SelectAsync(
                _selector.GetSelector(parsed, target.SourceProfile),
                target,
                session,
                codes,
                GlobalOptions.IsQuiet(parsed),
                cancellationToken
            )
            .ConfigureAwait(false);
        var selected = whole;
        if (earlier is not null)
        {
            (selected, options) = Narrow(selected, options, earlier.States, isWanted!);
        }

        options = options with { Accounts = selected, Session = session };
        if (selected.Count == 0)
        {
            return EndWithout("There is nothing left to run.");
        }

        var plan = await _services.Planner().PlanAsync(selected, session, cancellationToken).ConfigureAwait(false);
        Note(parsed, RunPlanView.NoteOnRegions(plan, options));
        if (isDryRun)
        {
            RunPlanView.Print(_console, plan, options, GlobalOptions.IsJson(parsed));
            return ExitCodes.Done;
        }

        plan = await OpenVaultAsync(plan, selected, session, cancellationToken).ConfigureAwait(false);
        new RunConfirmation(_console).Require(
            new RunScope(whole, selected, options),
            parsed.GetValue(_yes),
            parsed.GetValue(_confirmProduction),
            cancellationToken
        );

        // Before a code is spent, because the file may be unusable.
        using var results = path is null ? null : ResultsFile.Open(path, continues);
        results?.Command = fingerprint;
        await codes
            .RunAsync(
                async code =>
                {
                    await _services.Planner().OpenAsync(plan, session, code, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        await ScriptBuild
            .RunAsync(script, _console, !GlobalOptions.IsQuiet(parsed), cancellationToken)
            .ConfigureAwait(false);
        return await RunAsync(parsed, plan, LimitProcesses(parsed, options), results).ConfigureAwait(false);
    }

    private async Task<EarlierResults> ReadResultsAsync(
        ParseResult parsed,
        string path,
        string fingerprint,
        CancellationToken cancellationToken
    )
    {
        var earlier = await EarlierResults.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        if (!_run.AcceptsAnyCommand(parsed))
        {
            Note(parsed, earlier.RequireCommand(fingerprint));
        }

        return earlier;
    }

    private void Note(ParseResult parsed, string? note)
    {
        if (note is not null && !GlobalOptions.IsQuiet(parsed))
        {
            _console.Error.WriteLine(DisplayText.Line($"note: {note}"));
        }
    }

    /// <summary>The region of the command line goes before those of a file's rows.</summary>
    private static RunOptions WithRegion(RunOptions options, string? region) =>
        region is null || options.Regions is not { IsEnabled: false, Names: [] }
            ? options
            : options with
            {
                Regions = RegionSelection.Parse([region]),
            };

    /// <summary>
    /// Unlocks the vault with the person at the terminal, if keys in it are needed. Only then can what is kept be read,
    /// so the plan is made again. The verb itself cannot start again: the accounts may have come from stdin.
    /// </summary>
    private async Task<RunPlan> OpenVaultAsync(
        RunPlan plan,
        IReadOnlyList<SelectedAccount> selected,
        SessionOptions session,
        CancellationToken cancellationToken
    )
    {
        var planner = _services.Planner();
        try
        {
            await planner.RequireOpenVaultAsync(plan, cancellationToken).ConfigureAwait(false);
            return plan;
        }
        catch (RoleAssistException locked) when (locked.Code == ErrorCode.VaultLocked && _console.CanPrompt)
        {
            await _services.Unlocker().UnlockAsync(cancellationToken).ConfigureAwait(false);
            return await planner.PlanAsync(selected, session, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, RunPlan plan, RunOptions options, ResultsFile? results)
    {
        var time = _services.Time();
        var start = time.GetTimestamp();
        var terminal = GlobalOptions.IsQuiet(parsed) ? null : _console.Progress;
        var progress = new ProgressLine(terminal, TotalOf(options), time);
        using var stop = new RunStop();
        _stop = stop;
        using var hungUp = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            signal =>
            {
                signal.Cancel = true;
                stop.Stop(terminate: true);
            }
        );
        RunReport report;
        try
        {
            report = await ReportAsync(parsed, plan, options, results, progress, stop).ConfigureAwait(false);
        }
        finally
        {
            // Also after a fault, so that its message does not continue the line.
            _stop = null;
            progress.Finish();
        }

        if (report.WriteFault is { } fault)
        {
            throw fault;
        }

        if (!GlobalOptions.IsQuiet(parsed))
        {
            RunSummary.Print(_console, report, time.GetElapsedTime(start));
        }

        return ExitCodeOf(report, stop);
    }

    private async Task<RunReport> ReportAsync(
        ParseResult parsed,
        RunPlan plan,
        RunOptions options,
        ResultsFile? results,
        ProgressLine progress,
        RunStop stop
    )
    {
        using var output = _output.Create(parsed, _console, progress, options);
        var report = new RunReport(output, progress, results, stop);
        await _services.Handler().RunAsync(plan, options, report, stop).ConfigureAwait(false);
        return report;
    }

    private RunOptions LimitProcesses(ParseResult parsed, RunOptions options)
    {
        var most = ProcessLimit.Of(options.Parallel);
        if (most < options.Parallel && !GlobalOptions.IsQuiet(parsed))
        {
            _console.Error.WriteLine(
                $"note: {most} processes at once instead of {options.Parallel}: more would exceed the limit of open files "
                    + "(ulimit -n)."
            );
        }

        return options with
        {
            Parallel = most,
        };
    }

    private int EndWithout(string note)
    {
        _console.Error.WriteLine(note);
        return ExitCodes.Done;
    }

    private int ExitCodeOf(RunReport report, RunStop stop)
    {
        if (stop.Stopping.IsCancellationRequested)
        {
            // As a shell reports a process that the signal has ended.
            return stop.Terminates ? ExitCodes.Terminated : ExitCodes.Interrupted;
        }

        if (report.Count(RunState.Failed) + report.Count(RunState.NotAssumed) + report.Count(RunState.Canceled) == 0)
        {
            return ExitCodes.Done;
        }

        // Nothing could begin: the reason is the same as that of a single command. What came after was not started.
        if (report.Count(RunState.Ok) + report.Count(RunState.Failed) == 0)
        {
            var first = report.Failed[0].Fault!;
            if (first.Hint is { } hint)
            {
                _console.Error.WriteLine($"hint: {DisplayText.Sentence(hint)}");
            }

            return ExitCodes.FromError(first.Code);
        }

        return ExitCodes.SomeFailed;
    }

    /// <summary>Keeps the accounts that still have something to run; the regions are checked one by one later.</summary>
    private static (IReadOnlyList<SelectedAccount>, RunOptions) Narrow(
        IReadOnlyList<SelectedAccount> selected,
        RunOptions options,
        IReadOnlyDictionary<RunKey, string> earlier,
        Func<string?, bool> isWanted
    )
    {
        // A result without a region stands for the account; a run without regions wants whatever region there was.
        var ofAccounts = earlier.ToLookup(one => one.Key.Account, one => one.Value);
        bool IsWanted(RunKey key) =>
            isWanted(
                key.Region is null
                    ? ofAccounts[key.Account].LastOrDefault()
                    : earlier.GetValueOrDefault(key) ?? earlier.GetValueOrDefault(key with { Region = null })
            );
        IEnumerable<string?> RegionsOf(SelectedAccount account) =>
            options.RegionsOf(account) is [_, ..] names ? names : Enumerable.Repeat<string?>(null, 1);
        return (
            options.Regions.IsEnabled
                ? selected
                :
                [
                    .. selected.Where(account =>
                        RegionsOf(account).Any(region => IsWanted(new RunKey(account.Key, region)))
                    ),
                ],
            options with
            {
                IsWanted = IsWanted,
            }
        );
    }

    /// <summary>Returns the number of processes; null if the accounts will tell.</summary>
    private static int? TotalOf(RunOptions options) =>
        options.Regions.IsEnabled || options.IsWanted is not null
            ? null
            : options.Accounts.Sum(account => Math.Max(1, options.RegionsOf(account).Count));
}
