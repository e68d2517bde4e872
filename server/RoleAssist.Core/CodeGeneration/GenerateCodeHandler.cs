using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration.Pipelines;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// Generates code that gets a profile's credentials. It does not call AWS, and the code never contains keys.
/// </summary>
public sealed class GenerateCodeHandler(IProfileStore store, RoleChainResolver resolver, CodeFactsReader reader)
{
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>, or a configuration error code if a profile cannot be resolved.
    /// </exception>
    public async Task<GeneratedCode> HandleAsync(CodeRequest request, CancellationToken cancellationToken) =>
        Handle(
            request,
            request.Targets is [] ? ProfileSet.Empty : await store.LoadAsync(cancellationToken).ConfigureAwait(false)
        );

    /// <summary>Generates code for profiles that have already been loaded.</summary>
    internal GeneratedCode Handle(CodeRequest request, ProfileSet profiles)
    {
        var language = CodeLanguages.Get(request.Language);
        var template = language.GetTemplate(request.Template);
        RequireKnownOptions(language, request.Options);
        RequireKnownParameters(template, request.Parameters);
        if (request.Targets.Count > 1 && template.Accounts == 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The template '{template.Name}' supports only one profile.",
                "Specify one profile, or use a template for several accounts."
            );
        }

        var chains = request
            .Targets.Select(target =>
                template.Pipeline is not null && target is { RoleArn: { } role, Profile: null, SourceProfile: null }
                    ? ResolveRoleOfPipeline(role, target)
                    : resolver.ResolveForCode(profiles, WithProfileRegion(target, profiles))
            )
            .ToList();
        var pipeline = template.Pipeline?.Read(request.Parameters);
        var facts = reader.Read(profiles, chains, template) with { Pipeline = pipeline };
        var (code, missing) = Render(language, template, facts, request.Options, request.AsSnippet);
        return new GeneratedCode(
            language,
            template,
            template.FileName ?? template.Name + language.Extension,
            code,
            [
                .. NotesOnPipeline(request, pipeline),
                .. chains is []
                    ? Array.Empty<string>()
                    :
                    [
                        .. NotesOn(facts, missing),
                        .. NotesOnSource(language, template, profiles, facts),
                        .. chains.SelectMany(NotesOn).Distinct(),
                    ],
            ]
        );
    }

    /// <summary>Code without a profile and without parameters is an example, which needs no notes.</summary>
    private static IEnumerable<string> NotesOnPipeline(CodeRequest request, PipelineTrust? pipeline) =>
        pipeline is null || (request.Targets is [] && request.Parameters.Count == 0)
            ? []
            :
            [
                .. pipeline.Notes,
                .. request.Targets is []
                    ?
                    [
                        $"Replace {Fact.Account.Placeholder}, or specify --role-arn: the provider is in the role's account.",
                    ]
                    : Array.Empty<string>(),
            ];

    private static IEnumerable<string> NotesOnSource(
        CodeLanguage language,
        CodeTemplate template,
        ProfileSet profiles,
        CodeFacts facts
    ) =>
        !template.TakesWebIdentity
        && facts.SourceProfile is { } name
        && profiles.Find(name) is { } profile
        && language.NoteOnSource(profile) is { } note
            ? [note]
            : [];

    internal static (string Code, IReadOnlyList<FactValue> Placeholders) Render(
        CodeLanguage language,
        CodeTemplate template,
        CodeFacts facts,
        IReadOnlyList<string> options,
        bool asSnippet
    )
    {
        var scope = new FactScopeBuilder(facts, template, options).Build();
        var text = TemplateText.Get(language, template);
        var finished = new FinishedCodeWriter(language.Syntax);
        text.Write(scope, finished);
        if (!asSnippet)
        {
            return (finished.ToString(), finished.Placeholders);
        }

        var snippet = new SnippetWriter(language.Syntax);
        text.Write(scope, snippet);
        return (snippet.ToString(), finished.Placeholders);
    }

    /// <summary>A pipeline signs in by itself: its role needs no profile that assumes it.</summary>
    private RoleChain ResolveRoleOfPipeline(string role, AssumeTarget target)
    {
        var arn = RoleReference.ToArn(role.Trim(), target.Region);
        var partition = RoleArn.TryParse(arn, out var parsed) ? Partitions.Find(parsed.Partition) : null;
        var profile = new Profile(arn, ProfileNames.NoSettings).With([
            new(ProfileSettings.RoleArn, arn),
            new(ProfileSettings.WebIdentityTokenFile, "token"),
        ]);
        return resolver.ResolveForCode(
            new ProfileSet([profile], ProfileSet.Empty.Services, []),
            target with
            {
                Profile = profile.Name,
                RoleArn = null,
                Region = target.Region ?? partition?.ImplicitGlobalRegion,
            }
        );
    }

    /// <summary>
    /// Sets the region to the profile's, so that a region in the environment does not end up in the code.
    /// </summary>
    private AssumeTarget WithProfileRegion(AssumeTarget target, ProfileSet profiles)
    {
        var named = RoleReference.IsRoleReference(profiles, target.Profile) ? null : target.Profile;
        return target with
        {
            Region =
                target.Region
                ?? profiles.Find(named ?? target.SourceProfile ?? resolver.DefaultProfile)?[ProfileSettings.Region],
        };
    }

    private static void RequireKnownOptions(CodeLanguage language, IReadOnlyList<string> options)
    {
        var known = language.Options.Select(option => option.Name).ToList();
        if (options.FirstOrDefault(option => !known.Contains(option)) is { } unknown)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{language.Name} has no option '{unknown}'.",
                known is [] ? null : $"Available: {string.Join(", ", known)}."
            );
        }
    }

    private static void RequireKnownParameters(CodeTemplate template, IReadOnlyDictionary<string, string> parameters)
    {
        var known = template.Pipeline?.Parameters.Select(parameter => parameter.Name).ToList() ?? [];
        if (parameters.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The template '{template.Name}' does not take --{unknown}.",
                known is [] ? null : $"It takes {string.Join(", ", known.Select(name => $"--{name}"))}."
            );
        }
    }

    private static IEnumerable<string> NotesOn(CodeFacts facts, IReadOnlyList<FactValue> missing) =>
        missing
            .Where(value => value.Fact != Fact.SessionName && value.Fact != Fact.Duration)
            .Select(value =>
                value.Fact == Fact.SourceProfile && facts.UnnameableSource is { } source
                    ? $"Profile '{source}' has both a role and credentials, and AWS tools use the role. "
                        + $"Move the credentials to a separate profile, and replace {value.Text} with its name."
                    : $"Replace {value.Text}: profile '{facts.Profile}' does not specify a value."
            );

    private static IEnumerable<string> NotesOn(RoleChain chain) =>
        [
            .. chain.Notes,
            .. chain.Region is null
                ? [$"Profile '{chain.Profile}' has no region; the code uses {chain.Sts.SigningRegion}."]
                : Array.Empty<string>(),
            .. chain.Sts.Note is { } note ? [note] : Array.Empty<string>(),
            .. chain.Steps is [.., AssumeRoleStep { RoleSessionName: { } name }] && NameTemplate.HasPlaceholder(name)
                ? [$"The session name {name} is filled in once, so every run of the code uses the same name."]
                : Array.Empty<string>(),
        ];
}
