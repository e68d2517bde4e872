using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>A template, the profiles to generate it for, and the options that are turned on.</summary>
internal sealed record TemplateCase(
    CodeLanguage Language,
    CodeTemplate Template,
    IReadOnlyList<string> Profiles,
    IReadOnlyList<string> Options
)
{
    /// <summary>Whether the case is part of the snapshot. Two cases are enough to show what an option adds.</summary>
    public bool IsTelling =>
        Options is []
            ? Profiles is [] or ["home-mfa"] or ["prod-admin"] or ["prod-audit"] or ["vendor"] or [_, _]
                || (Profiles is ["ci"] && Template.TakesWebIdentity)
                || (Profiles is ["sso"] && Template is { Roles: 0, Accounts: 0 })
            : Profiles is ["over-sso"] or ["prod-admin"];

    public GeneratedCode Generate(bool asSnippet = false) =>
        SampleProfiles
            .Handler()
            .Handle(
                new CodeRequest(
                    Language.Id,
                    Template.Name,
                    [.. Profiles.Select(profile => new AssumeTarget { Profile = profile })],
                    Options,
                    asSnippet
                )
            );

    public override string ToString() =>
        $"{Language.Id} {Template.Name} {(Profiles is [] ? "without a profile" : $"for {string.Join(" and ", Profiles)}")}{string.Concat(Options.Select(option => $" --{option}"))}";

    /// <summary>
    /// Returns every template of a language with every kind of profile, with and without each option.
    /// </summary>
    public static IEnumerable<TemplateCase> All(CodeLanguage language) =>
        from template in language.Templates
        from profiles in ProfilesFor(template)
        from options in (string[][])
            [
                [],
                .. language.Options.Select(option => (string[])[option.Name]),
            ]
        select new TemplateCase(language, template, profiles, options);

    private static IEnumerable<string[]> ProfilesFor(CodeTemplate template) =>
        template.Accounts > 0
            ?
            [
                [],
                ["prod-admin"],
                ["vendor"],
                ["vendor", "prod-admin"],
                ["over-sso"],
            ]
            :
            [
                [],
                ["prod-admin"],
                ["vendor"],
                ["prod-audit"],
                ["over-sso"],
                ["report"],
                ["both"],
                ["gov"],
                .. template.Roles > 0
                    ? Array.Empty<string[]>()
                    :
                    [
                        ["home"],
                        ["sso"],
                    ],
                .. template.Roles > 0 || template.TakesNoUserCode
                    ? Array.Empty<string[]>()
                    :
                    [
                        ["home-mfa"],
                    ],
                .. template.Roles > 0 && !template.TakesWebIdentity
                    ? Array.Empty<string[]>()
                    :
                    [
                        ["ci"],
                    ],
            ];
}
