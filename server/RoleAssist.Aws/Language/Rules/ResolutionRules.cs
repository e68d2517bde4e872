using System.Collections.Frozen;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// Reports profiles that cannot be resolved to credentials, in the resolver's words, so that an editor says what
/// <c>profiles</c> and <c>assume</c> say.
/// </summary>
internal static class ResolutionRules
{
    private static readonly FrozenSet<string> Stopping = new[]
    {
        ConfigRules.DanglingSourceProfile,
        ConfigRules.DanglingSsoSession,
        ConfigRules.NoSource,
        ConfigRules.ProfileCycle,
    }
        .Select(rule => rule.Code)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <param name="files">The documents.</param>
    /// <param name="read">The profiles in them.</param>
    /// <param name="kindOf">Tells from which file a problem is.</param>
    /// <param name="found">What the rules have found.</param>
    /// <remarks>A file that nobody could look into may hold what a profile lacks.</remarks>
    public static IEnumerable<ConfigFinding> Check(
        ConfigFileSet files,
        ProfileSet read,
        Func<SourceLocation, SharedConfigFileKind> kindOf,
        IEnumerable<ConfigFinding> found
    )
    {
        if (files.Unseen is not null)
        {
            yield break;
        }

        foreach (var problem in ProfileFaults.Find(read, Explained(found)))
        {
            if (
                problem.Location is { } place
                && (kindOf(place) == SharedConfigFileKind.Config ? files.Config : files.Credentials) is { } document
                && place.Line <= document.Tree.Lines.Length
            )
            {
                yield return new ConfigFinding(
                    document,
                    problem.Name,
                    problem.Severity == ProblemSeverity.Error ? FindingLevel.Error : FindingLevel.Information,
                    SpanOf(document, place.Line - 1),
                    problem.Message
                )
                {
                    Subject = problem.Subject,
                };
            }
        }
    }

    /// <summary>
    /// Returns the profiles with a mistake at which the resolver stops too. It would say it in other words, and to let it
    /// fail for each of them takes longer than all rules together.
    /// </summary>
    private static HashSet<string> Explained(IEnumerable<ConfigFinding> found) =>
        found
            .Where(finding => Stopping.Contains(finding.Code))
            .Select(finding => finding.Subject)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns the value in a line, or the name of a header.</summary>
    private static TextSpan SpanOf(ConfigDocument document, int line)
    {
        if (document.SectionAt(line) is not { } section)
        {
            return default;
        }

        if (section.FirstLine == line)
        {
            return section.NameSpan.IsEmpty ? document.Tree.Lines[line].Name : section.NameSpan;
        }

        return DocumentProperty.Before(document, section, line) is { } property
            ? property.ValueSpan.IsEmpty
                ? property.NameSpan
                : property.ValueSpan
            : default;
    }
}
