using System.CommandLine;
using RoleAssist.Contracts;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;
using PopulateAction = RoleAssist.Core.Populate.PopulateAction;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>populate SSO_SESSION</c>: adds profiles for the accounts and roles of a sign-in.</summary>
internal sealed class PopulateVerb : Command
{
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
        Description = "Remove profiles that populate has added and whose role is gone.",
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
        var (plan, file) = isDryRun
            ? (
                await _populate().PreviewAsync(options, reusesList: false, cancellationToken).ConfigureAwait(false),
                null
            )
            : await _populate().ApplyAsync(options, fingerprint: null, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            var preview = plan.ToWire();
            CommandLineJson.Print(_console, new PopulateDocument(session, file, preview.Changes, preview.Notes));
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
                        + $"roleassist populate {plan.Session} --undo"
            )
        );
        foreach (var note in plan.Notes)
        {
            _console.Error.WriteLine($"note: {DisplayText.Sentence(note)}");
        }
    }

    private static string Count(int profiles) => profiles == 1 ? "1 profile" : $"{profiles} profiles";
}
