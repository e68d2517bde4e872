using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>A profile's header.</summary>
public sealed record ProfileHeader(string Profile, TextSpan Span);

/// <summary>The headers of the profiles in a document.</summary>
public static class ConfigHeaders
{
    /// <summary>Returns the first header of each profile.</summary>
    public static IEnumerable<ProfileHeader> In(ConfigDocument document) =>
        document
            .Sections.Where(section => section.Defines == NameKind.Profile)
            .DistinctBy(section => section.Name)
            .Select(section => new ProfileHeader(
                section.Name,
                TextSpan.Between(
                    document.Tree.Lines[section.FirstLine].Span.Start,
                    document.EndOf(document.Tree.Lines[section.FirstLine])
                )
            ));
}
