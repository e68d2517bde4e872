using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary><c>list_profiles</c>: which accounts an agent can work in.</summary>
internal sealed class ListProfilesTool(Func<ProfileCatalog> catalog, AgentProduction production) : ITool
{
    public string Name => "list_profiles";

    public string Definition =>
        $$"""
            {
              "title": "List AWS profiles",
              "description": "Lists the user's AWS profiles: account, role, region, whether it is production, and whether an agent can use it. Calls nothing and returns no credentials.",
              "inputSchema": { "type": "object", "properties": {}, "additionalProperties": false },
              "outputSchema": {
                "type": "object",
                "properties": {
                  {{ToolSchemas.NoBinding}},
                  {{ToolSchemas.ProductionRules}},
                  "profiles": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "name": { "type": "string" },
                        "kind": { "type": "string" },
                        "account": { "type": ["string", "null"] },
                        "roleArn": { "type": ["string", "null"] },
                        "region": { "type": ["string", "null"] },
                        "production": { "type": "boolean", "description": "If true, the user must approve." },
                        "needsCode": { "type": "boolean", "description": "If true, the user must enter an MFA code, unless they have done so already." },
                        "usable": { "type": "boolean", "description": "If false, an agent cannot use it." },
                        "problem": { "type": ["string", "null"] }
                      },
                      "required": ["name", "kind", "account", "roleArn", "region", "production", "needsCode", "usable", "problem"]
                    }
                  }
                },
                "required": ["binding", "productionRules", "profiles"]
              },
              {{ToolSchemas.Looks}}
            }
            """;

    public async Task<ToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        arguments.RequireOnly();
        var (profiles, _) = await catalog()
            .ListAsync(new SessionOptions(WillRenew: false), cancellationToken)
            .ConfigureAwait(false);
        var known = await production.FindAsync(cancellationToken).ConfigureAwait(false);
        var document = ToolJson.ToElement(
            new ProfilesDocument(null, known.Origin, [.. profiles.Select(profile => DocumentOf(profile, known.Rules))])
        );
        return new ToolResult(ToolJson.TextOf(Binding.None, document), document);
    }

    private static ProfileDocument DocumentOf(ProfileSummary profile, ProductionRules rules)
    {
        var problem = profile.Problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error)?.Message;
        return new ProfileDocument(
            DisplayText.Line(profile.Name),
            Phrases.Kind(profile.Kind),
            profile.Account,
            profile.RoleArn is { } role ? DisplayText.Line(role) : null,
            profile.Region is { } region ? DisplayText.Line(region) : null,
            !profile.IsSandbox && rules.Matches(profile.Name, profile.Account),
            profile.CodesNeeded > 0,
            profile.Kind == ProfileKind.Role && problem is null,
            problem is null ? null : DisplayText.Sentence(problem)
        );
    }
}
