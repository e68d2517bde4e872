using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Turns the problems that reading the files reports into findings, and adds fixes.</summary>
internal static class FormatRules
{
    /// <summary>These names only tell the problems of the two documents apart.</summary>
    public static readonly SharedConfigFiles Names = new("config", "credentials");

    /// <summary>Tells from which of the two documents a problem is.</summary>
    public static SharedConfigFileKind KindOf(SourceLocation place) =>
        place.File == Names.Config ? SharedConfigFileKind.Config : SharedConfigFileKind.Credentials;

    /// <param name="files">The documents.</param>
    /// <param name="read">The profiles in them, read with <see cref="Names"/>.</param>
    public static IEnumerable<ConfigFinding> Check(ConfigFileSet files, ProfileSet read)
    {
        foreach (var problem in read.Problems)
        {
            if (
                problem.Location is { } place
                && (KindOf(place) == SharedConfigFileKind.Config ? files.Config : files.Credentials) is { } document
            )
            {
                yield return ToFinding(document, problem, place);
            }
        }
    }

    private static ConfigFinding ToFinding(ConfigDocument document, Problem problem, SourceLocation place) =>
        new(
            document,
            problem.Name,
            problem.Severity switch
            {
                ProblemSeverity.Error => FindingLevel.Error,
                ProblemSeverity.Warning => FindingLevel.Warning,
                _ => FindingLevel.Information,
            },
            SpanOf(document, place),
            problem.Message
        )
        {
            IsOfReading = true,
            Subject = problem.Subject,
            Fixes = document.Tree.Lines.Length >= place.Line ? [.. FixesOf(document, problem, place.Line - 1)] : [],
        };

    /// <summary>Returns what is left of the line, without its blanks at the end and without a comment that is innocent.</summary>
    private static TextSpan SpanOf(ConfigDocument document, SourceLocation place)
    {
        if (place.Line > document.Tree.Lines.Length)
        {
            return new TextSpan(document.Text.Length, 0);
        }

        var line = document.Tree.Lines[place.Line - 1];
        var start = Math.Min(line.Span.Start + place.Column - 1, document.EndOf(line));
        var end = line.Comment.IsEmpty || start >= line.Comment.Start ? document.EndOf(line) : line.Comment.Start;
        var length = document.Slice(TextSpan.Between(start, end)).TrimEnd(" \t").Length;
        return new TextSpan(start, length);
    }

    private static IEnumerable<ConfigFix> FixesOf(ConfigDocument document, Problem problem, int index)
    {
        var line = document.Tree.Lines[index];
        switch (problem.Rule)
        {
            case nameof(PortabilityRules.CommentAfterHeader):
                yield return Safe(
                    "Move the comment to a line of its own",
                    () => Edits.MoveCommentUp(document, line, line.Name.End + 1)
                );
                break;
            case nameof(PortabilityRules.CommentAfterValue):
                if (!IsInQuotes(document, line))
                {
                    yield return new ConfigFix("Move the comment to a line of its own")
                    {
                        Edits = () => Edits.MoveCommentUp(document, line, EndOfDefinition(document, line)),
                        IsSafe = IsCertainlyComment(document, index),
                    };
                }

                break;
            case nameof(PortabilityRules.CapitalsInPropertyName):
                var lower = document.TextOf(line.Name).ToLowerInvariant();
                yield return Safe(
                    $"Write {document.Names.Of(document.Slice(line.Name)).Shown}",
                    () => [new DocumentEdit(document, line.Name, lower)]
                );
                break;
            case nameof(PortabilityRules.BlanksBesideBrackets) or nameof(PortabilityRules.BlanksBetweenWords):
                var header = string.Join(
                    ' ',
                    document.TextOf(line.Name).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
                );
                yield return Safe($"Write [{header}]", () => [new DocumentEdit(document, line.Name, header)]);
                break;
            case nameof(IgnoredLineRules.UnknownSection):
                if (document.SectionAt(index) is { WordSpan: { IsEmpty: false } written })
                {
                    foreach (var word in SectionHeader.WordsLike(document.TextOf(written)))
                    {
                        yield return new ConfigFix($"Write {word}")
                        {
                            Edits = () => [new DocumentEdit(document, written, word)],
                        };
                    }
                }

                break;
            case nameof(IgnoredLineRules.ProfilePrefixMissing):
                yield return Insert(document, line.Name.Start, "profile ");
                break;
            case nameof(IgnoredLineRules.ProfilePrefixInCredentials):
                var name = document.TextOf(line.Name).Trim()["profile".Length..].Trim();
                yield return new ConfigFix($"Write [{name}]")
                {
                    Edits = () => [new DocumentEdit(document, line.Name, name)],
                };
                break;
            case "SettingMisspelt" or nameof(UnusableSectionRules.SettingNameUnreadable):
                if (SettingNames.FindMisspelled(document.TextOf(line.Name)) is { } meant)
                {
                    yield return new ConfigFix($"Write {meant}")
                    {
                        Edits = () => [new DocumentEdit(document, line.Name, meant)],
                    };
                }

                break;
        }
    }

    /// <summary>
    /// Whether no value of the setting can go on like this. The AWS CLI and boto3 read the text as part of the value, and in
    /// a command, a path or free text that may be what makes it work.
    /// </summary>
    private static bool IsCertainlyComment(ConfigDocument document, int line) =>
        document.SectionAt(line) is { } section
        && DocumentProperty.Before(document, section, line)
            is {
                Setting.Kind: not (
                    SettingKind.Text
                    or SettingKind.Command
                    or SettingKind.Path
                    or SettingKind.PathList
                    or SettingKind.List
                    or SettingKind.Secret
                    or SettingKind.Block
                )
            };

    /// <summary>Whether the sign stands in quotes that the value has opened, so that it begins no comment for anybody.</summary>
    private static bool IsInQuotes(ConfigDocument document, ConfigLine line) =>
        document.Slice(line.Value).Count('"') % 2 == 1 || document.Slice(line.Value).Count('\'') % 2 == 1;

    private static int EndOfDefinition(ConfigDocument document, ConfigLine line) =>
        line.Value.IsEmpty
            ? line.Span.Start
                + document.Slice(TextSpan.Between(line.Span.Start, line.Comment.Start)).TrimEnd(" \t").Length
            : line.Value.End;

    private static ConfigFix Safe(string title, Func<IReadOnlyList<DocumentEdit>> edits) =>
        new(title) { Edits = edits, IsSafe = true };

    private static ConfigFix Insert(ConfigDocument document, int offset, string text) =>
        new($"Write {text.Trim()} before the name")
        {
            Edits = () => [new DocumentEdit(document, new TextSpan(offset, 0), text)],
        };
}
