using System.Text;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// A config file with one profile, under its name and as <c>[default]</c>, so that a tool that knows no
/// <c>AWS_PROFILE</c> gets the same. It says what the person's profile says, but for where credentials come from, and is
/// written so plainly that every SDK's parser reads the same in it.
/// </summary>
public static class GeneratedProfile
{
    /// <summary>A profile that stands in no file may be called anything, the empty name too.</summary>
    private const string Nameless = "roleassist";

    /// <summary>Settings by which a profile gets credentials, beside those whose names begin with <c>sso_</c>.</summary>
    private static readonly HashSet<string> OfCredentials = new(StringComparer.Ordinal)
    {
        ProfileSettings.AccessKeyId,
        ProfileSettings.AccountId,
        ProfileSettings.CredentialProcess,
        ProfileSettings.CredentialSource,
        ProfileSettings.DurationSeconds,
        ProfileSettings.ExternalId,
        ProfileSettings.LoginSession,
        ProfileSettings.MfaSerial,
        ProfileSettings.RoleArn,
        ProfileSettings.RoleSessionName,
        ProfileSettings.SourceProfile,
        ProfileSettings.WebIdentityTokenFile,
    };

    /// <summary>Words in the names of settings, AWS' and other tools', that hold secrets.</summary>
    private static readonly string[] SecretWords = ["secret", "password", "passphrase", "token", "credential", "_key", "mfa", "otp"];

    /// <summary>The name under which every SDK finds the profile.</summary>
    public static string NameOf(string profile)
    {
        var plain = string.Concat(profile.Select(character => ProfileNames.IsPlain(character) ? character : '-')).Trim('-');
        return plain.Length > 0 ? plain : Nameless;
    }

    /// <param name="profiles">The person's profiles.</param>
    /// <param name="chain">The chain that the session came from.</param>
    /// <param name="command">The command that prints credentials: one path, without blanks and quotes.</param>
    public static string Config(ProfileSet profiles, RoleChain chain, string command)
    {
        var settings = SettingsOf(profiles.Find(chain.Profile), chain.Region, command);
        var name = NameOf(chain.Profile);
        var text = new StringBuilder("# Written by RoleAssist for one session; it goes when the session ends.\n");
        if (name != ProfileNames.Default)
        {
            Write(text, $"profile {name}", settings);
        }

        Write(text, ProfileNames.Default, settings);
        if (ServicesOf(profiles, chain) is { } services)
        {
            Write(text, $"services {NameOf(services.Name)}", services.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value.Value)));
        }

        return text.ToString();
    }

    private static Profile? ServicesOf(ProfileSet profiles, RoleChain chain) =>
        profiles.Find(chain.Profile)?[ProfileSettings.Services] is { } name ? profiles.Services.GetValueOrDefault(name) : null;

    private static List<KeyValuePair<string, string>> SettingsOf(Profile? profile, string? region, string command)
    {
        List<KeyValuePair<string, string>> settings = [new(ProfileSettings.CredentialProcess, command)];
        if (region is not null)
        {
            settings.Add(new(ProfileSettings.Region, region));
        }

        foreach (var (name, setting) in profile?.Settings ?? ProfileNames.NoSettings)
        {
            if (name != ProfileSettings.Region && !IsAboutCredentials(name))
            {
                settings.Add(new(name, name == ProfileSettings.Services ? NameOf(setting.Value) : setting.Value));
            }
        }

        return settings;
    }

    private static bool IsAboutCredentials(string name) =>
        OfCredentials.Contains(name)
        || name.StartsWith("sso_", StringComparison.Ordinal)
        || SecretWords.Any(word => name.Contains(word, StringComparison.Ordinal));

    private static void Write(StringBuilder text, string section, IEnumerable<KeyValuePair<string, string>> settings)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n[{section}]\n");
        foreach (var (name, value) in settings)
        {
            if (ProfileNames.IsPlain(name) && ValueOf(value) is { } written)
            {
                text.Append(name).Append(" =").Append(written).Append('\n');
            }
        }
    }

    /// <summary>A value as it is written; null for one that parsers read differently.</summary>
    private static string? ValueOf(string value) => value.Split('\n') switch
    {
        [var line] => SettingValue.IsPlain(line) ? $" {line}" : null,
        ["", .. var nested] when nested.All(IsNested) => string.Concat(nested.Select(line => $"\n  {line.Trim()}")),
        _ => null,
    };

    private static bool IsNested(string line) =>
        line.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value] && ProfileNames.IsPlain(name) && SettingValue.IsPlain(value);
}
