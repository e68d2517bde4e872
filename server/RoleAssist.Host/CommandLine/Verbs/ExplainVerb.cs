using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>explain PROFILE</c>: prints the plan for a profile, with the identities, the number of MFA codes and the
/// duration.
/// </summary>
internal static class ExplainVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profile = CommonOptions.Profile();
        profile.Arity = ArgumentArity.ZeroOrOne;
        profile.Description += CommonOptions.DefaultProfileDescription;
        var verb = new Command("explain", "Show how a profile's credentials are obtained, without obtaining them.")
        {
            profile,
        };
        var options = new AssumeOptions(verb);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var explanation = await services
                    .GetRequiredService<ExplainHandler>()
                    .HandleAsync(
                        await options
                            .GetTargetAsync(parsed, parsed.GetValue(profile), cancellationToken)
                            .ConfigureAwait(false),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var delivery = await services
                    .GetRequiredService<DeliveryChooser>()
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
                    CommandLineJson.Print(console, ExplainDocument.From(explanation, delivery));
                }
                else
                {
                    Print(console, explanation, delivery);
                }
            }
        );
        return verb;
    }

    private static void Print(IConsole console, Explanation explanation, DeliveryChoice delivery)
    {
        var chain = explanation.Chain;
        var tree = new Tree(new Text(Describe(chain.Base)));
        IHasTreeNodes end = tree;
        foreach (var (step, index) in chain.Steps.Select((step, index) => (step, index)))
        {
            end = end.AddNode(
                new Text(Describe(step, index == 0 ? chain.MfaSerial : null, explanation.RoleSessionName))
            );
        }

        var terminal = TerminalRendering.CreateConsole(console);
        terminal.Write(tree);
        terminal.WriteLine();
        var facts = new Grid().AddColumns(2);
        facts.AddRow(new Text("Region"), new Text(chain.Region ?? "none"));
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
        facts.AddRow(new Text("STS"), new Text(chain.Sts.ToString()));
        foreach (var note in explanation.Notes)
        {
            facts.AddRow(new Text("Note"), new Text(note));
        }

        terminal.Write(facts);
    }

    private static string Describe(CredentialSource source)
    {
        var of = source.Profile is { } profile ? $" of profile '{profile}'" : "";
        return source switch
        {
            KeySource { Kind: ProfileKind.Environment } keys =>
                $"Access key {keys.Credentials.AccessKeyId} from the environment",
            KeySource keys => $"Access key {keys.Credentials.AccessKeyId}{of}",
            ProcessSource => $"credential_process{of}",
            WebIdentitySource web => $"{web.RoleArn}{of}, with the token in {web.TokenFile}",
            SsoSource sso =>
                $"SSO role {sso.RoleName ?? "(none)"} in account {sso.AccountId ?? "(none)"}{of}, signed in at {sso.StartUrl}",
            ContainerSource container => $"Container role, from {container.Url}",
            InstanceMetadataSource metadata => $"Instance role, from {metadata.Url}",
            LoginSource login => $"Console login of {login.LoginSession}{of}",
            _ => source.Kind.ToString(),
        };
    }

    private static string Describe(ChainStep step, string? mfaSerial, string roleSessionName)
    {
        var mfa = mfaSerial is null ? "" : $", with an MFA code of {mfaSerial}";
        return step is AssumeRoleStep role
            ? $"{role.RoleArn} as {role.RoleSessionName ?? roleSessionName}{(role.ExternalId is null ? "" : $", external ID {role.ExternalId}")}{mfa} (profile '{role.Profile}')"
            : $"Temporary credentials of the same user{mfa}";
    }
}
