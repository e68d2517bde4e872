using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>Says what is at a position.</summary>
public static class ConfigHover
{
    /// <summary>Returns the span that a hover is about, and writes it; null if there is nothing to say.</summary>
    /// <param name="document">The document.</param>
    /// <param name="offset">The position.</param>
    /// <param name="environment">Whose variables may take the place of a setting.</param>
    /// <param name="text">Where it is written.</param>
    public static TextSpan? Write(ConfigDocument document, int offset, ProcessEnvironment environment, Markup text)
    {
        var place = ConfigQuery.At(document, offset);
        if (
            place.Part
                is not (ConfigPart.PropertyName or ConfigPart.Value or ConfigPart.NestedName or ConfigPart.NestedValue)
            || place.Span.IsEmpty
            || place.Property is not { } property
        )
        {
            return null;
        }

        if (property.Setting is not { } setting)
        {
            return null;
        }

        text.Strong(setting.Name);
        if (place.Part is ConfigPart.Value or ConfigPart.NestedValue)
        {
            WriteValue(text, property, document, setting);
        }

        SettingText.Write(text, setting);
        WriteVariables(text, setting, environment);
        return place.Span;
    }

    /// <summary>Never writes a secret, nor a part of one.</summary>
    private static void WriteValue(
        Markup text,
        DocumentProperty property,
        ConfigDocument document,
        KnownSetting setting
    )
    {
        if (property.IsSecret)
        {
            text.Text(": a secret");
            return;
        }

        var value = document.TextOf(property.ValueSpan);
        if (setting.Kind == SettingKind.AccessKeyId)
        {
            text.Text(
                value.StartsWith("AKIA", StringComparison.Ordinal) ? ": a long-lived access key"
                : value.StartsWith("ASIA", StringComparison.Ordinal) ? ": a temporary access key"
                : ": an access key"
            );
        }
        else if (
            setting.Kind is SettingKind.RoleArn or SettingKind.Arn or SettingKind.MfaSerial
            && ArnParts.Parse(value) is { } arn
        )
        {
            text.Paragraph()
                .Code(arn.Resource)
                .Text(" in account ")
                .Code(arn.Account)
                .Text(", partition ")
                .Code(arn.Partition);
        }
    }

    /// <summary>The values of variables are not written: they may be secrets.</summary>
    private static void WriteVariables(Markup text, KnownSetting setting, ProcessEnvironment environment)
    {
        if (setting.Variables.Count == 0)
        {
            return;
        }

        text.Paragraph().Strong("Variable: ");
        for (var i = 0; i < setting.Variables.Count; i++)
        {
            text.Text(i == 0 ? "" : ", ").Code(setting.Variables[i]);
        }

        text.Text(".");
        foreach (var variable in setting.Variables.Where(name => environment[name] is not null))
        {
            text.Paragraph()
                .Code(variable)
                .Text(
                    " is set in the environment of RoleAssist. Programs that inherit it use it instead of this line."
                );
        }
    }
}
