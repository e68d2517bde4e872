using System.CommandLine;
using RoleAssist.Contracts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;
using PopulateAction = RoleAssist.Core.Populate.PopulateAction;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>populate SSO_SESSION</c>: adds profiles for the accounts and roles of a sign-in.</summary>
internal sealed class PopulateVerb : Command
{
    /// <summary>The most profiles that the question names.</summary>
    private const int Named = 5;

    private readonly Func<PopulateService> _populate;
    private readonly IConsole _console;
    private readonly Argument<string> _session = CommonOptions.Names(
        new Argument<string>("SSO_SESSION") { Description = "The sso-session whose accounts and roles get profiles." }
    );
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print the lines that would be added and removed, and write nothing.",
    };
    private readonly Option<bool> _undo = new("--undo")
    {
        Description = "Give the config file back as it was before the last populate of this session.",
    };
    private readonly Option<string> _template = new("--template")
    {
        Description =
            "How profiles are named, with {account}, {accountId}, {role} and {session}. "
            + $"Defaults to {ProfileNameTemplate.Default}.",
    };
    private readonly Option<string> _region = new("--region")
    {
        Description = "The region of the profiles. Defaults to that of the session.",
    };
    private readonly Option<string[]> _role = new("--role")
    {
        Description = "Add profiles for this role only; may be repeated. Defaults to all roles.",
    };
    private readonly Option<bool> _prune = new("--prune")
    {
        Description = "Remove profiles that populate has added and whose role is gone. Asks first.",
    };
    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "With --prune, remove the profiles without asking.",
    };

    public PopulateVerb(Func<PopulateService> populate, IConsole console)
        : base("populate", "Add a profile for each account and role of a sign-in to IAM Identity Center.")
    {
        (_populate, _console) = (populate, console);
        Add(_session);
        Add(_dryRun);
        Add(_undo);
        Add(_template);
        Add(_region);
        Add(_role);
        Add(_prune);
        Add(_yes);
        Validators.Add(result =>
        {
            if (result.GetValue(_undo) && (result.GetValue(_dryRun) || result.GetValue(_prune)))
            {
                result.AddError("--undo takes no --dry-run and no --prune.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var session = parsed.GetRequiredValue(_session);
        if (parsed.GetValue(_undo))
        {
            await UndoAsync(parsed, session, cancellationToken).ConfigureAwait(false);
            return;
        }

        var options = new PopulateOptions(
            session,
            parsed.GetValue(_template),
            parsed.GetValue(_region),
            parsed.GetValue(_prune)
        )
        {
            Roles = parsed.GetValue(_role) ?? [],
        };
        var isDryRun = parsed.GetValue(_dryRun);
        var asks = options.Prunes && !isDryRun && !parsed.GetValue(_yes);
        var preview =
            isDryRun || asks
                ? await _populate().PreviewAsync(options, reusesList: false, cancellationToken).ConfigureAwait(false)
                : null;
        if (asks)
        {
            ConfirmRemovals(preview!, cancellationToken);
        }

        var (plan, file) = isDryRun
            ? (preview!, null)
            : await _populate().ApplyAsync(options, preview?.Fingerprint, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            var wire = plan.ToWire();
            CommandLineJson.Print(_console, new PopulateDocument(session, file, wire.Changes, wire.Notes));
            return;
        }

        if (isDryRun)
        {
            PrintLines(plan);
        }

        if (!GlobalOptions.IsQuiet(parsed))
        {
            Report(plan, file);
        }
    }

    /// <summary>Asks before profiles are removed. What is removed then is what was asked for, or nothing.</summary>
    private void ConfirmRemovals(PopulatePlan plan, CancellationToken cancellationToken)
    {
        var removed = plan.Removed.Select(change => change.Profile).ToList();
        if (removed.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", removed.Take(Named));
        var more = removed.Count > Named ? $" and {removed.Count - Named} more" : "";
        var what = $"{Count(removed.Count)} would be removed: {names}{more}.";
        if (!_console.CanPrompt)
        {
            throw new RoleAssistException(
                ErrorCode.ConfirmationRequired,
                $"{what} Nobody can be asked whether to remove them.",
                "Look at the lines with --dry-run, then add --yes."
            );
        }

        var answer = _console.ReadAnswer(DisplayText.Line($"{what} Go on? [y/N] "), cancellationToken)?.Trim();
        if (answer is not ("y" or "Y" or "yes"))
        {
            throw new RoleAssistException(ErrorCode.ConfirmationRequired, "Nothing was written.");
        }
    }

    private async Task UndoAsync(ParseResult parsed, string session, CancellationToken cancellationToken)
    {
        var file = await _populate().UndoAsync(session, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, new UndonePopulate(file));
        }
        else if (!GlobalOptions.IsQuiet(parsed))
        {
            await _console.Out.WriteLineAsync(DisplayText.Line($"{file} is what it was before.")).ConfigureAwait(false);
        }
    }

    /// <summary>Prints what is added and removed as a diff does.</summary>
    private void PrintLines(PopulatePlan plan)
    {
        foreach (var change in plan.Removed)
        {
            _console.Out.WriteLine(DisplayText.Line($"-[profile {change.Profile}]"));
        }

        foreach (var change in plan.Added)
        {
            _console.Out.WriteLine(DisplayText.Line($"+[profile {change.Profile}]"));
            foreach (var (name, value) in change.Settings)
            {
                _console.Out.WriteLine(DisplayText.Line($"+{name} = {value}"));
            }
        }
    }

    private void Report(PopulatePlan plan, string? file)
    {
        var (added, removed) = (plan.Added.Count(), plan.Removed.Count());
        var kept = plan.Changes.Count(change => change.Action == PopulateAction.Keep);
        var numbers = $"{Count(added)} to add, {removed} to remove, {kept} as they are";
        _console.Error.WriteLine(
            DisplayText.Line(
                file is null
                    ? $"{(plan.IsEmpty ? "Nothing to do" : "Nothing was written")}: {numbers}."
                    : $"Added {Count(added)} and removed {removed} in {file}. To take this back, run: "
                        + $"roleassist populate {ShellWord.Of(plan.Session)} --undo"
            )
        );
        foreach (var note in plan.Notes)
        {
            _console.Error.WriteLine($"note: {DisplayText.Sentence(note)}");
        }
    }

    private static string Count(int profiles) => profiles == 1 ? "1 profile" : $"{profiles} profiles";
}
