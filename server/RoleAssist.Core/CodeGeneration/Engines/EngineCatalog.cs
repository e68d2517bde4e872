namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>The engines that definitions are written for.</summary>
public static class EngineCatalog
{
    public static IReadOnlyList<Engine> All { get; } =
    [
        new(
            "github-actions",
            "A GitHub workflow with a matrix of accounts and regions.",
            runsCommands: true,
            GitHubActionsWriter.Write
        ),
        new(
            "gitlab",
            "A GitLab pipeline with a matrix of accounts and regions.",
            runsCommands: true,
            GitLabWriter.Write
        ),
        new(
            "cloudformation",
            "A StackSet that creates the role in every account.",
            runsCommands: false,
            StackSetWriter.Write
        ),
        new(
            "step-functions",
            "A state machine with a distributed map over accounts.",
            runsCommands: false,
            StateMachineWriter.Write
        ),
    ];

    /// <summary>Returns the engine with a name, or null.</summary>
    public static Engine? Find(string name) =>
        All.FirstOrDefault(engine => engine.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
