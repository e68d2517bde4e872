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
/// The languages that code is written in. To add one: a folder in <c>Languages</c> with a class that describes the
/// language, another that writes its literals (<see cref="LanguageSyntax"/>) and, in <c>Templates</c>, one file for each
/// template in the language itself with holes (<see cref="TemplateText"/> says which); then its line here. The folder is
/// called as the language, without dashes and whatever the case.
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

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>, with the languages that there are.</exception>
    public static CodeLanguage Get(string name) =>
        All.FirstOrDefault(language => language.IsCalled(name))
        ?? throw Unknown($"There is no code for the language '{name}'.", name, All.Select(language => language.Id));

    /// <summary>A language's template by name; the usual one for none.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>, with the templates that there are.</exception>
    public static CodeTemplate GetTemplate(this CodeLanguage language, string? name) => name is null
        ? language.Templates[0]
        : language.Templates.FirstOrDefault(template => template.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown($"There is no template '{name}' for {language.Name}.", name, language.Templates.Select(template => template.Name));

    private static RoleAssistException Unknown(string message, string name, IEnumerable<string> known)
    {
        var all = $"There are: {string.Join(", ", known)}.";
        return new RoleAssistException(
            ErrorCode.InvalidArgument, message, NearMisses.Question(name, known) is { } question ? $"{question} {all}" : all);
    }
}
