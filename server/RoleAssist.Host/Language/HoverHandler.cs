using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Language;

/// <summary>Describes settings from the catalogue, and profiles by their plan: the one that <c>explain</c> prints.</summary>
internal sealed class HoverHandler(
    RoleChainResolver resolver,
    SessionService sessions,
    ProcessEnvironment environment,
    SharedConfigFiles paths
)
{
    /// <param name="withMarkdown">Whether the client shows Markdown.</param>
    public Hover? Describe(LanguageSnapshot snapshot, TextPosition position, bool withMarkdown)
    {
        var offset = snapshot.OffsetOf(position);
        var text = new Markup(withMarkdown);
        var span = (NameLookup.At(snapshot.Document, offset) ?? NameLookup.InHeader(snapshot.Document, offset))
            is { } name
            ? Write(text, snapshot, name)
            : ConfigHover.Write(snapshot.Document, offset, environment, text);
        return span is { } about
            ? new Hover(
                new MarkupContent(withMarkdown ? "markdown" : "plaintext", text.ToString()),
                snapshot.RangeOf(about)
            )
            : null;
    }

    private TextSpan Write(Markup text, LanguageSnapshot snapshot, NameUse name)
    {
        if (name.Kind == NameKind.Profile)
        {
            text.Strong("Profile ").Code(name.Name);
            WritePlan(text, snapshot, name.Name);
        }
        else
        {
            text.Strong(name.Kind == NameKind.SsoSession ? "sso-session " : "services ").Code(name.Name);
            var users = NameLookup.ReferencesOf(snapshot.Files, name, withDefinitions: false).Count();
            text.Paragraph().Text(users == 1 ? "Used by 1 profile." : $"Used by {users} profiles.");
        }

        return name.Span;
    }

    private void WritePlan(Markup text, LanguageSnapshot snapshot, string profile)
    {
        try
        {
            var chain = resolver.Resolve(snapshot.Files.ReadProfiles(paths), new AssumeTarget { Profile = profile });
            var plan = sessions.Plan(chain, new SessionOptions());
            text.Paragraph().Text($"Starts with: {PlanText.Source(chain.Base)}");
            foreach (var step in chain.Steps)
            {
                text.Paragraph().Text($"Then: {PlanText.Step(step)}");
            }

            text.Paragraph().Text(chain.CodesNeeded == 0 ? "MFA codes: none" : $"MFA codes: {chain.CodesNeeded}");
            text.Paragraph().Text($"Lasts: {Phrases.FormatDuration(plan.LifetimeSeconds)}");
            foreach (var note in chain.Notes)
            {
                text.Paragraph().Text(note);
            }
        }
        catch (RoleAssistException fault)
        {
            text.Paragraph().Text(fault.Hint is { } hint ? $"{fault.Summary} {hint}" : fault.Summary);
        }
    }
}
