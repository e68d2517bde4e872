using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>What there is to say about a setting, from the catalogue.</summary>
internal static class SettingText
{
    private static readonly (Sdk Sdk, string Name)[] Sdks =
    [
        (Sdk.Cli, "AWS CLI"),
        (Sdk.Boto3, "boto3"),
        (Sdk.Net, ".NET"),
        (Sdk.PowerShell, "PowerShell"),
        (Sdk.JavaScript, "JavaScript"),
        (Sdk.Go, "Go"),
        (Sdk.Java, "Java"),
        (Sdk.Rust, "Rust"),
        (Sdk.Kotlin, "Kotlin"),
    ];

    /// <summary>Returns what its value is, in a few words.</summary>
    public static string Summary(KnownSetting setting)
    {
        var kind = KindOf(setting);
        var ofTool = setting.Tool is { } tool ? $"{tool}: " : "";
        return setting.Default is { } value ? $"{ofTool}{kind}, default {value}" : $"{ofTool}{kind}";
    }

    public static string Plain(KnownSetting setting)
    {
        var text = new Markup(isMarkdown: false);
        Write(text, setting);
        return text.ToString();
    }

    /// <summary>Writes what it does, its values, and who reads it.</summary>
    public static void Write(Markup text, KnownSetting setting)
    {
        text.Paragraph().Text(setting.Description);
        if (setting.IsDeprecated)
        {
            text.Paragraph().Text("Out of date.");
            if (setting.ReplacedBy is { } other)
            {
                text.Text(" Use ").Code(other).Text(".");
            }
        }

        WriteValues(text, setting);
        WriteReaders(text, setting);
        foreach (var note in setting.Notes)
        {
            text.Paragraph().Text(note);
        }
    }

    private static void WriteValues(Markup text, KnownSetting setting)
    {
        text.Paragraph().Text("Value: ");
        if (setting.Values.Count == 0)
        {
            text.Text(KindOf(setting));
        }

        for (var i = 0; i < setting.Values.Count; i++)
        {
            text.Text(i == 0 ? "" : ", ").Code(setting.Values[i]);
        }

        if ((setting.Min, setting.Max) is not (null, null))
        {
            text.Text(
                (setting.Min, setting.Max) switch
                {
                    ({ } min, { } max) => $", {min} to {max}",
                    ({ } min, _) => $", at least {min}",
                    (_, var max) => $", at most {max}",
                }
            );
        }

        if (setting.Default is { } value)
        {
            text.Text(". Default: ").Code(value);
        }

        text.Text(".");
    }

    private static void WriteReaders(Markup text, KnownSetting setting)
    {
        if (setting.Tool is { } tool)
        {
            text.Paragraph().Text($"Only for {tool}.");
            return;
        }

        string[] readers = Those(setting, SdkSupport.Yes);
        string[] withCode = Those(setting, SdkSupport.WithCode);
        string[] others = Those(setting, SdkSupport.No);
        Line("Read by: ", readers);
        Line("Only if the program asks for it: ", withCode);
        Line("Not read by: ", others);

        void Line(string title, string[] names)
        {
            if (names.Length > 0)
            {
                text.Paragraph().Strong(title).Text($"{string.Join(", ", names)}.");
            }
        }
    }

    private static string[] Those(KnownSetting setting, SdkSupport support) =>
        [.. Sdks.Where(sdk => setting.SupportOf(sdk.Sdk) == support).Select(sdk => sdk.Name)];

    private static string KindOf(KnownSetting setting) =>
        setting.Kind switch
        {
            SettingKind.Enum => string.Join(" or ", setting.Values),
            SettingKind.Bool => "true or false",
            SettingKind.Number => setting.Unit ?? "a number",
            SettingKind.Duration => "seconds",
            SettingKind.Size => "bytes, such as 8MB",
            SettingKind.Rate => "bytes per second, such as 50MB/s",
            SettingKind.Time => "a time",
            SettingKind.Url => "a URL",
            SettingKind.Region => "a region",
            SettingKind.Arn => "an ARN",
            SettingKind.RoleArn => "the ARN of a role",
            SettingKind.AccountId => "an account ID",
            SettingKind.AccessKeyId => "an access key ID",
            SettingKind.MfaSerial => "the serial number or ARN of an MFA device",
            SettingKind.SessionName => "a session name",
            SettingKind.Path => "a path",
            SettingKind.PathList => "paths",
            SettingKind.Command => "a command line",
            SettingKind.List => "words separated by commas",
            SettingKind.ProfileName => "a profile",
            SettingKind.SsoSessionName => "an sso-session",
            SettingKind.ServicesName => "a services section",
            SettingKind.Block => "indented settings",
            SettingKind.Secret => "a secret",
            _ => "text",
        };
}
