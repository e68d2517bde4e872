using RoleAssist.Core.Chains;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>A request to generate code.</summary>
/// <param name="Language">The language's name, an alias or an editor's language ID.</param>
/// <param name="Template">The template, or null for the language's default.</param>
/// <param name="Targets">The profiles or roles to generate code for; if empty, the code has placeholders.</param>
/// <param name="Options">The language options to turn on.</param>
/// <param name="AsSnippet">Whether to generate the body of an editor snippet.</param>
public sealed record CodeRequest(
    string Language,
    string? Template,
    IReadOnlyList<AssumeTarget> Targets,
    IReadOnlyList<string> Options,
    bool AsSnippet = false
)
{
    /// <summary>What the template is told about a pipeline, by the names of its parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
