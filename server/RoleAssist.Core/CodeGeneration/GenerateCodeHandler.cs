using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>What code is wanted.</summary>
/// <param name="Language">The language by a name of its own or an editor's.</param>
/// <param name="Template">The template; null for the language's usual one.</param>
/// <param name="Targets">The profiles or roles that the code is for; none: placeholders.</param>
/// <param name="Options">The options of the language that are on.</param>
/// <param name="AsSnippet">Whether the code is the body of an editor's snippet.</param>
public sealed record CodeRequest(
    string Language, string? Template, IReadOnlyList<AssumeTarget> Targets, IReadOnlyList<string> Options, bool AsSnippet = false);

/// <summary>Code, and what its reader should know.</summary>
/// <param name="Notes">What is left to fill in, and what of the profile the code does not do, as sentences.</param>
public sealed record GeneratedCode(CodeLanguage Language, CodeTemplate Template, string FileName, string Code, IReadOnlyList<string> Notes);

/// <summary>Writes the code that gets a profile's credentials. It asks nobody, and no key gets into it.</summary>
public sealed class GenerateCodeHandler(IProfileStore store, RoleChainResolver resolver, CodeFactsReader reader)
{
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>, or one of the configuration codes when there is no way to a profile.
    /// </exception>
    public async Task<GeneratedCode> HandleAsync(CodeRequest request, CancellationToken cancellationToken) => Handle(
        request, request.Targets is [] ? ProfileSet.Empty : await store.LoadAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Likewise, for files that are read already.</summary>
    internal GeneratedCode Handle(CodeRequest request, ProfileSet profiles)
    {
        var language = CodeLanguages.Get(request.Language);
        var template = language.GetTemplate(request.Template);
        RequireKnown(language, request.Options);
        if (request.Targets.Count > 1 && template.Accounts == 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument, $"The template '{template.Name}' is about one profile.", "Name one, or take a template for several accounts.");
        }

        var chains = request.Targets.Select(target => resolver.Resolve(profiles, WithOwnRegion(target, profiles), isElsewhere: true)).ToList();
        var facts = reader.Read(profiles, chains, template);
        var (code, missing) = Render(language, template, facts, request.Options, request.AsSnippet);
        return new GeneratedCode(
            language,
            template,
            template.FileName ?? template.Name + language.Extension,
            code,
            chains is [] ? [] : [.. NotesOn(facts, missing), .. NotesOnSource(language, template, profiles, facts), .. chains.SelectMany(NotesOn).Distinct()]);
    }

    private static IEnumerable<string> NotesOnSource(CodeLanguage language, CodeTemplate template, ProfileSet profiles, CodeFacts facts) =>
        !template.TakesWebIdentity && facts.SourceProfile is { } name && profiles.Find(name) is { } profile && language.NoteOnSource(profile) is { } note
            ? [note]
            : [];

    internal static (string Code, IReadOnlyList<FactValue> Placeholders) Render(
        CodeLanguage language, CodeTemplate template, CodeFacts facts, IReadOnlyList<string> options, bool asSnippet)
    {
        var scope = new FactScopeBuilder(facts, template, options).Build();
        var text = TemplateText.Of(language, template);
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

    /// <summary>A region in the environment of whoever has code written is not one of the profile's facts.</summary>
    private AssumeTarget WithOwnRegion(AssumeTarget target, ProfileSet profiles)
    {
        var named = RoleReference.StandsInFor(profiles, target.Profile) ? null : target.Profile;
        return target with { Region = target.Region ?? profiles.Find(named ?? target.SourceProfile ?? resolver.DefaultProfile)?[ProfileSettings.Region] };
    }

    private static void RequireKnown(CodeLanguage language, IReadOnlyList<string> options)
    {
        var known = language.Options.Select(option => option.Name).ToList();
        if (options.FirstOrDefault(option => !known.Contains(option)) is { } unknown)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Code in {language.Name} has no option '{unknown}'.",
                known is [] ? null : $"There are: {string.Join(", ", known)}.");
        }
    }

    private static IEnumerable<string> NotesOn(CodeFacts facts, IReadOnlyList<FactValue> missing) =>
        missing
            .Where(value => value.Fact != Fact.SessionName && value.Fact != Fact.Duration)
            .Select(value => value.Fact == Fact.SourceProfile && facts.UnnameableSource is { } source
                ? $"Profile '{source}' has a role beside its credentials, and AWS' tools take the role for whoever names it. "
                    + $"Give the credentials a profile of their own, and put its name in place of {value.Text}."
                : $"Profile '{facts.Profile}' does not say what to put in place of {value.Text}.");

    private static IEnumerable<string> NotesOn(RoleChain chain) =>
    [
        .. chain.Notes,
        .. chain.Region is null ? [$"Profile '{chain.Profile}' names no region; the code says {chain.Sts.SigningRegion}."] : Array.Empty<string>(),
        .. chain.Sts.Note is { } note ? [note] : Array.Empty<string>(),
        .. chain.Steps is [.., AssumeRoleStep { RoleSessionName: { } name }] && NameTemplate.HasPlaceholder(name)
            ? [$"The session name {name} is filled in now, and every run of the code has the same."]
            : Array.Empty<string>(),
    ];
}
