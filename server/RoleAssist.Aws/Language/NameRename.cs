using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language;

/// <summary>Renames profiles, sso-sessions and services sections in both files. No other character changes.</summary>
public static class NameRename
{
    /// <summary>Returns the name at a position.</summary>
    /// <exception cref="RoleAssistException">It cannot be renamed; the message says why.</exception>
    public static NameUse Prepare(ConfigFileSet files, ConfigDocument document, int offset)
    {
        if (files.Unseen is { } unseen)
        {
            throw Refused(
                $"{unseen} It may name what would be renamed, and would then name something that is gone.",
                "Make it readable, or edit both files by hand."
            );
        }

        if (ConfigNames.At(document, offset) is not { } name)
        {
            throw IgnoredHeaderAt(document, offset) is { } why
                ? Refused(why, "Correct the header first.")
                : Refused(
                    "There is nothing to rename here.",
                    "Place the cursor in the name of a profile, an sso-session or a services section."
                );
        }

        if (name is { Kind: NameKind.Profile, Name: ProfileNames.Default })
        {
            throw Refused(
                "The profile 'default' cannot be renamed: tools use it by this name when no profile is selected.",
                "To have its settings under another name, add a profile."
            );
        }

        return files.UsesOf(name.Kind, name.Name).Any(found => found.Use.IsDefinition)
            ? name
            : throw Refused(
                $"There is no {NameKinds.Describe(name.Kind)} '{name.Name}' in the AWS files.",
                "Correct the name, or add the section first."
            );
    }

    /// <summary>Returns why the header at a position defines no name; null if there is none that is ignored.</summary>
    private static string? IgnoredHeaderAt(ConfigDocument document, int offset)
    {
        var place = ConfigQuery.At(document, offset);
        if (
            place is not { Part: ConfigPart.HeaderName or ConfigPart.HeaderWord, Section: { Defines: null } section }
            || document.Tree.Lines[section.FirstLine] is not { Kind: LineKind.Section } line
        )
        {
            return null;
        }

        var header = SectionHeader.Parse(document.Slice(line.Name), document.Kind);
        return header.Rule?.At(new SourceLocation("", section.FirstLine + 1, 1), header.RuleNames ?? []).Message;
    }

    /// <summary>Returns the places where the new name goes, for each document.</summary>
    /// <exception cref="RoleAssistException">The name cannot be renamed, or not to this one.</exception>
    public static ILookup<ConfigDocument, NameUse> PlacesOf(
        ConfigFileSet files,
        ConfigDocument document,
        int offset,
        string newName
    )
    {
        var name = Prepare(files, document, offset);
        Require(files, name, newName);
        if (newName == name.Name)
        {
            return Enumerable.Empty<(ConfigDocument, NameUse)>().ToLookup(found => found.Item1, found => found.Item2);
        }

        var places = files.UsesOf(name.Kind, name.Name).ToLookup(found => found.Document, found => found.Use);
        RequireDecoded(places);
        return places;
    }

    /// <summary>A line whose bytes an editor cannot show would be damaged when the editor saves it.</summary>
    private static void RequireDecoded(ILookup<ConfigDocument, NameUse> places)
    {
        foreach (var document in places)
        {
            foreach (var use in document)
            {
                var line = document.Key.PositionOf(use.Span.Start).Line;
                if (document.Key.UndecodedLines.Contains(line))
                {
                    throw Refused(
                        $"Line {line + 1} of the {NameOf(document.Key.Kind)} file would change, and it contains a byte "
                            + "that is not UTF-8.",
                        "Save that file as UTF-8 first."
                    );
                }
            }
        }
    }

    private static string NameOf(SharedConfigFileKind kind) =>
        kind == SharedConfigFileKind.Config ? "config" : "credentials";

    private static void Require(ConfigFileSet files, NameUse name, string newName)
    {
        if (!ProfileNames.IsPlain(newName))
        {
            throw Refused(
                "AWS SDKs do not agree on this name: it is empty or has a character that needs quotes.",
                $"Use letters, digits and {ProfileNames.Signs}."
            );
        }

        if (newName.StartsWith('-'))
        {
            throw Refused(
                $"Commands take '{newName}' for an option: a name must not begin with a hyphen.",
                "Begin it with a letter or a digit."
            );
        }

        if (name.Kind == NameKind.Profile && newName == ProfileNames.Default)
        {
            throw Refused(
                "A profile cannot be renamed to 'default': every tool would then use it when no profile is selected.",
                "To do that, edit the header."
            );
        }

        if (newName != name.Name && files.NamesOf(name.Kind).Contains(newName, StringComparer.Ordinal))
        {
            throw Refused(
                $"There is a {NameKinds.Describe(name.Kind)} '{newName}' already. The two would become one.",
                "Choose another name."
            );
        }
    }

    private static RoleAssistException Refused(string message, string hint) =>
        new(ErrorCode.InvalidArgument, message, hint);
}
