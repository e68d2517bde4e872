using RoleAssist.Core.Accounts;
using RoleAssist.Core.Agents;
using RoleAssist.Core.AgentTools;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// <c>run_in_accounts</c>: the AWS CLI once for each account and region. Without a person's yes, it only shows where.
/// Accounts come from profiles alone: to list an organization or a sign-in, the person's own credentials would be used.
/// </summary>
internal sealed class RunInAccountsTool(
    IAgentSessions sessions,
    AgentCommands commands,
    AgentProduction production,
    Func<IProfileStore> store,
    Func<RunPlanner> planner,
    Func<ICommandRunner, RunHandler> createHandler
) : ITool
{
    private const int Parallel = 4;

    private static readonly SessionOptions Session = new(Preference: MfaPreference.Prime, WillRenew: false);

    public string Name => "run_in_accounts";

    public string Definition =>
        $$"""
            {
              "title": "Run an AWS CLI command in several accounts",
              "description": "Runs the AWS CLI once for each account and region. Accounts are selected by patterns of profile names. By default nothing is run and the result shows where it would run; with dryRun false, the user is asked to approve. {account} and {region} in arguments are replaced.",
              "inputSchema": {
                "type": "object",
                "properties": {
                  "profiles": { "type": "array", "items": { "type": "string" }, "minItems": 1, "description": "Names or patterns of profiles, such as dev-*." },
                  "arguments": { "type": "array", "items": { "type": "string" }, "minItems": 2, "description": "As for run_aws." },
                  "regions": { "type": "array", "items": { "type": "string" }, "description": "Without them, each profile's region." },
                  "include": { "type": "array", "items": { "type": "string" }, "description": "Only accounts with an attribute, such as name=web*." },
                  "exclude": { "type": "array", "items": { "type": "string" } },
                  "dryRun": { "type": "boolean", "default": true },
                  {{ToolSchemas.Timeout}}
                },
                "required": ["profiles", "arguments"],
                "additionalProperties": false
              },
              "outputSchema": {
                "type": "object",
                "properties": {
                  {{ToolSchemas.NoBinding}},
                  "dryRun": { "type": "boolean" },
                  "policy": { "type": "string" },
                  {{ToolSchemas.ProductionRules}},
                  "production": { "type": "integer", "description": "How many of the accounts are production." },
                  "codesNeeded": { "type": "integer" },
                  "accounts": { "type": "array", "items": { "type": "object" } },
                  "results": { "type": "array", "items": { "type": "object" } }
                },
                "required": ["binding", "dryRun", "policy", "productionRules", "production", "codesNeeded", "accounts", "results"]
              },
              {{ToolSchemas.Acts}}
            }
            """;

    public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        arguments.RequireOnly("profiles", "arguments", "regions", "include", "exclude", "dryRun", "timeoutSeconds");
        var words = AwsArguments.Require(arguments.RequiredTexts("arguments"), commands.Workspace);
        var known = await production.FindAsync(cancellationToken).ConfigureAwait(false);
        var accounts = await SelectAsync(arguments, known.Rules, cancellationToken).ConfigureAwait(false);
        var options = new RunOptions(accounts, new CommandTemplate([commands.Find("aws"), .. words]))
        {
            Regions = RegionSelection.Parse(arguments.Texts("regions")),
            Parallel = Parallel,
            Timeout = TimeSpan.FromSeconds(
                arguments.Number("timeoutSeconds", 1, AgentCommands.LongestTime, AgentCommands.UsualTime)
            ),
            Session = Session,
        };
        RequireRegions(options);
        var plan = await planner().PlanAsync(accounts, Session, cancellationToken).ConfigureAwait(false);
        var wish = AgentCommand.Of(["aws", .. words]);
        return arguments.Flag("dryRun", otherwise: true)
            ? RunResults.Planned(plan, options, sessions.Policy, known, wish)
            : await RunAsync(plan, options, known, wish, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SelectedAccount>> SelectAsync(
        ToolArguments arguments,
        ProductionRules rules,
        CancellationToken cancellationToken
    )
    {
        var found = await SelectAccountsHandler
            .SelectAsync(
                [new ProfileAccounts(store(), arguments.RequiredTexts("profiles"))],
                new AccountFilter(arguments.Texts("include"), arguments.Texts("exclude"), rules),
                tokenCode: null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return found is [_, ..]
            ? [.. found.Select(account => account with { Target = sessions.Limit(account.Target) })]
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "No account is selected.",
                "Look at the names with list_profiles."
            );
    }

    /// <summary>To ask each account for its regions, its session would be needed before anybody has said yes.</summary>
    private static void RequireRegions(RunOptions options)
    {
        if (options.Regions.IsEnabled)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The regions must be named.",
                "For example: [\"eu-central-1\", \"us-east-1\"]"
            );
        }
    }

    private async Task<ToolResult> RunAsync(
        RunPlan plan,
        RunOptions options,
        KnownProduction known,
        string wish,
        CancellationToken cancellationToken
    )
    {
        if (plan.Accounts.Count > AgentRunDocument.MostProfiles)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{plan.Accounts.Count} accounts are too many for an agent.",
                $"Select at most {AgentRunDocument.MostProfiles}, or ask the user to run 'roleassist run'."
            );
        }

        await sessions
            .RequireApprovalAsync(
                [.. plan.Accounts.Select(planned => planned.Account.Target.Profile ?? planned.Account.Name)],
                plan.Accounts.Any(planned => ProductionAccounts.Matches(known.Rules, planned.Account)),
                wish,
                cancellationToken
            )
            .ConfigureAwait(false);
        plan = await AssumeAsync(plan, wish, cancellationToken).ConfigureAwait(false);
        var results = new RunResults(commands, plan, options);
        using var stop = new RunStop();
        using var killing = cancellationToken.Register(stop.Kill);
        await createHandler(commands).RunAsync(plan, options, results, stop).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return results.ToResult(sessions.Policy, known);
    }

    /// <summary>
    /// Gets the session of each account before the run, which then finds it: production needs the person's word for each
    /// role, and a code is never spent.
    /// </summary>
    private async Task<RunPlan> AssumeAsync(RunPlan plan, string wish, CancellationToken cancellationToken)
    {
        var accounts = new List<PlannedAccount>();
        foreach (var planned in plan.Accounts)
        {
            try
            {
                _ = planned.Fault is null
                    ? await sessions
                        .GetAsync(planned.Account.Target.Profile!, region: null, wish, cancellationToken)
                        .ConfigureAwait(false)
                    : null;
                accounts.Add(planned);
            }
            catch (RoleAssistException fault)
            {
                accounts.Add(planned with { Fault = fault });
            }
        }

        return plan with
        {
            Accounts = accounts,
        };
    }
}
