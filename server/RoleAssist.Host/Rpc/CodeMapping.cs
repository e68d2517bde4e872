using RoleAssist.Contracts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.Host.Rpc;

/// <summary>Maps code generation between the wire's types and Core's.</summary>
internal static class CodeMapping
{
    public static CodeRequest ToCore(this GenerateCodeParams request) =>
        new(
            request.Language,
            request.Template,
            [
                .. (WireMapping.RequireNoNulls(request.Profiles) ?? []).Select(profile => new AssumeTarget
                {
                    Profile = profile,
                }),
            ],
            WireMapping.RequireNoNulls(request.Options) ?? [],
            request.AsSnippet ?? false
        );

    public static CodeResult ToWire(this GeneratedCode code) =>
        new(code.Language.Id, code.Template.Name, code.FileName, code.Code, code.Notes);

    public static CodeTemplateList ToWire(this IReadOnlyList<CodeLanguage> languages) =>
        new([.. languages.Select(ToWire)]);

    public static HardCodedKeyList ToWire(this IReadOnlyList<HardCodedKey> keys) =>
        new([.. keys.Select(key => new HardCodedKeyInfo(key.Line, key.Start, key.End, key.Variable, key.Replacement))]);

    private static CodeLanguageInfo ToWire(CodeLanguage language) =>
        new(
            language.Id,
            language.Name,
            language.Aliases,
            language.Extension,
            [
                .. language.Templates.Select(template => new CodeTemplateInfo(
                    template.Name,
                    template.Description,
                    template.Accounts > 0
                )),
            ],
            [.. language.Options.Select(option => new CodeOptionInfo(option.Name, option.Description))]
        );
}
