using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>
/// Writes the definition of an engine that does in many accounts what <c>run</c> does from one machine. It calls nothing,
/// and no text of the selection becomes code of the definition.
/// </summary>
public sealed class GenerateEngineHandler(IProfileStore store, RoleChainResolver resolver)
{
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the engine does not take the selection or an option.
    /// </exception>
    public static EngineDefinition Handle(EngineRequest request)
    {
        var engine =
            EngineCatalog.Find(request.Engine)
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Unknown engine '{request.Engine}'.",
                $"Available: {string.Join(", ", EngineCatalog.All.Select(known => known.Name))}."
            );
        if (!engine.RunsCommands && request.Command is not [])
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{engine.Name} runs no commands.",
                "Leave out the command, or choose github-actions or gitlab."
            );
        }

        if (request.Parallel < 1)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{request.Parallel} is not a number of accounts.",
                "Specify 1 or more."
            );
        }

        request.Selection.Require();
        return engine.Write(request);
    }

    /// <summary>Returns the accounts of profiles: the role at the end of each chain, in the profile's region.</summary>
    /// <exception cref="RoleAssistException">A profile cannot be resolved, or has no role.</exception>
    public async Task<EngineTargets> SelectAsync(
        IReadOnlyList<AssumeTarget> targets,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        return new EngineTargets([.. targets.Select(target => Select(resolver.ResolveForCode(profiles, target)))]);
    }

    private static EngineTarget Select(RoleChain chain)
    {
        var arn = chain switch
        {
            { Steps: [.., AssumeRoleStep step] } => step.RoleArn,
            { Base: WebIdentitySource web } => web.RoleArn,
            _ => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Profile '{chain.Profile}' has no role that an engine could assume.",
                "Specify profiles with a role."
            )
            {
                Profile = chain.Profile,
            },
        };
        return new EngineTarget(
            Credentials.Arn.AccountOf(arn) ?? "",
            chain.Profile,
            arn,
            [chain.Region ?? chain.Sts.SigningRegion]
        );
    }
}
