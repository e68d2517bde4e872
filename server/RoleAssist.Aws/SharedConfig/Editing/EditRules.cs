using System.Buffers;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>Requirements on names and values, and the errors of edits. No message contains a value.</summary>
internal static class EditRules
{
    private static readonly SearchValues<char> NotInValues = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> NotInHeaders = SearchValues.Create("[]#;\"\r\n\0");

    public static void Require(ConfigEdit edit)
    {
        RequireHeader(edit.Section.Name);
        switch (edit)
        {
            case SetSetting set:
                Require(set.Name, set.Value);
                break;
            case SetNestedSetting set:
                RequireName(set.Block);
                Require(set.Name, set.Value);
                break;
            case AddSection add:
                foreach (var (name, value) in add.Settings)
                {
                    Require(name, value);
                }

                break;
        }
    }

    public static RoleAssistException Exists(string header) =>
        new(ErrorCode.InvalidArgument, $"The file already has a section [{header}].");

    public static RoleAssistException NotABlock(string name) =>
        new(ErrorCode.ConfigurationInvalid, $"'{name}' has a value of its own, so it can have no nested settings.");

    /// <summary>The text would not mean what was wanted: AWS' format cannot express some values.</summary>
    public static RoleAssistException CannotExpress(string section, string setting) =>
        new(
            ErrorCode.InvalidArgument,
            $"'{setting}' of '{section}' cannot be written: AWS' tools would read another value.",
            "A value cannot begin or end with a blank, or contain a blank followed by # or ;."
        );

    private static void RequireHeader(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny(NotInHeaders) || LosslessUtf8.HasHalfCharacter(name))
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, "The name cannot be written into a header.");
        }
    }

    private static void RequireName(string name)
    {
        if (!ProfileNames.IsPlain(name))
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, "The name of the setting is not valid.");
        }
    }

    private static void Require(string name, string value)
    {
        RequireName(name);
        var lines = value.Split('\n');
        if (
            Array.Exists(lines, line => line.AsSpan().ContainsAny(NotInValues))
            || Array.Exists(lines[1..], string.IsNullOrWhiteSpace)
            || LosslessUtf8.HasHalfCharacter(value)
        )
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The value of '{name}' contains a character that an AWS file cannot hold."
            );
        }
    }
}
