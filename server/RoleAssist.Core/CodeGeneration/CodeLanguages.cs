using RoleAssist.Core.CodeGeneration.Languages.AwsConfig;
using RoleAssist.Core.CodeGeneration.Languages.Bash;
using RoleAssist.Core.CodeGeneration.Languages.CSharp;
using RoleAssist.Core.CodeGeneration.Languages.Go;
using RoleAssist.Core.CodeGeneration.Languages.IamTrustPolicy;
using RoleAssist.Core.CodeGeneration.Languages.PowerShell;
using RoleAssist.Core.CodeGeneration.Languages.Python;
using RoleAssist.Core.CodeGeneration.Languages.Terraform;
using RoleAssist.Core.CodeGeneration.Languages.TypeScript;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// The supported languages. To add one, create a folder in <c>Languages</c> with a class that describes the language, a
/// class that writes its literals (<see cref="LanguageSyntax"/>) and, in <c>Templates</c>, one file per template
/// (<see cref="TemplateText"/> describes the format). Then add the language here. The folder has the language's name
/// without dashes, in any case.
/// </summary>
public static class CodeLanguages
{
    public static IReadOnlyList<CodeLanguage> All { get; } =
    [
        PowerShellLanguage.Instance,
        CSharpLanguage.Instance,
        BashLanguage.Instance,
        PythonLanguage.Instance,
        TypeScriptLanguage.Instance,
        GoLanguage.Instance,
        TerraformLanguage.Instance,
        AwsConfigLanguage.Instance,
        IamTrustPolicyLanguage.Instance,
    ];

    /// <summary>Returns a language by its name or an alias.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the language is unknown; the hint lists the languages.
    /// </exception>
    public static CodeLanguage Get(string name) =>
        All.FirstOrDefault(language => language.IsCalled(name))
        ?? throw Unknown($"Unknown language '{name}'.", name, All.Select(language => language.Id));

    /// <summary>Returns a language's template by name, or the default one if the name is null.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the template is unknown; the hint lists the templates.
    /// </exception>
    public static CodeTemplate GetTemplate(this CodeLanguage language, string? name) =>
        name is null
            ? language.Templates[0]
            : language.Templates.FirstOrDefault(template =>
                template.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            )
                ?? throw Unknown(
                    $"{language.Name} has no template '{name}'.",
                    name,
                    language.Templates.Select(template => template.Name)
                );

    private static RoleAssistException Unknown(string message, string name, IEnumerable<string> known)
    {
        var all = $"Available: {string.Join(", ", known)}.";
        return new RoleAssistException(
            ErrorCode.InvalidArgument,
            message,
            NearMisses.Question(name, known) is { } question ? $"{question} {all}" : all
        );
    }
}
