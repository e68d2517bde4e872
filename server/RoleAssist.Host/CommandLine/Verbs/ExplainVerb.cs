using System.CommandLine;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Console;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>explain PROFILE</c>: prints the plan for a profile, with the identities, the number of MFA codes and the
/// duration.
/// </summary>
internal sealed class ExplainVerb : Command
{
    private readonly Func<ExplainHandler> _explain;
    private readonly Func<DeliveryChooser> _deliveries;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = CommonOptions.OptionalProfile();
    private readonly AssumeOptions _options;

    public ExplainVerb(Func<ExplainHandler> explain, Func<DeliveryChooser> deliveries, IConsole console)
        : base("explain", "Show how a profile's credentials are obtained, without obtaining them.")
    {
        (_explain, _deliveries, _console) = (explain, deliveries, console);
        Add(_profile);
        _options = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var target = await _options
            .GetTargetAsync(parsed, parsed.GetValue(_profile), cancellationToken)
            .ConfigureAwait(false);
        var explanation = await _explain().HandleAsync(target, cancellationToken).ConfigureAwait(false);
        var delivery = await _deliveries()
            .ChooseAsync(
                DeliveryMode.Auto,
                EnvironmentUse.Terminal,
                explanation.Chain.Region,
                plan: null,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, ExplainDocument.From(explanation, delivery));
        }
        else
        {
            Print(TerminalRendering.CreateConsole(_console), explanation, delivery);
        }
    }

    private static void Print(IAnsiConsole terminal, Explanation explanation, DeliveryChoice delivery)
    {
        var chain = explanation.Chain;
        var tree = new Tree(new Text(PlanText.Source(chain.Base)));
        IHasTreeNodes end = tree;
        foreach (var (step, index) in chain.Steps.Select((step, index) => (step, index)))
        {
            end = end.AddNode(
                new Text(
                    SecretText.Hide(Describe(step, index == 0 ? chain.MfaSerial : null, explanation.RoleSessionName))
                )
            );
        }

        terminal.Write(tree);
        terminal.WriteLine();
        var facts = new Grid().AddColumns(2);
        facts.AddRow(new Text("Region"), new Text(SecretText.Hide(chain.Region ?? "none")));
        facts.AddRow(new Text("MFA codes"), new Text(chain.CodesNeeded == 0 ? "none" : $"{chain.CodesNeeded}"));
        facts.AddRow(new Text("Duration"), new Text(Phrases.FormatDuration(explanation.Plan.LifetimeSeconds)));
        if (explanation.Plan.RenewableSeconds is { } renewable)
        {
            facts.AddRow(
                new Text("Renewed"),
                new Text(
                    $"for {Phrases.FormatDuration(renewable)} without another MFA code, while an editor keeps the session"
                )
            );
        }

        facts.AddRow(new Text("Delivery"), new Text($"{delivery.Mode.ToName()}: {delivery.Reason}"));
        facts.AddRow(new Text("Console"), new Text(ConsoleLifetime.Explain(explanation.Plan)));
        facts.AddRow(new Text("STS"), new Text(chain.Sts.ToString()));
        foreach (var note in explanation.Notes)
        {
            facts.AddRow(new Text("Note"), new Text(SecretText.Hide(note)));
        }

        terminal.Write(facts);
    }

    private static string Describe(ChainStep step, string? mfaSerial, string roleSessionName)
    {
        var mfa = mfaSerial is null ? "" : $", with an MFA code of {mfaSerial}";
        return step is AssumeRoleStep role
            ? $"{role.RoleArn} as {role.RoleSessionName ?? roleSessionName}{(role.ExternalId is null ? "" : $", external ID {role.ExternalId}")}{mfa} (profile '{role.Profile}')"
            : $"Temporary credentials of the same user{mfa}";
    }
}
