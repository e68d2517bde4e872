using System.Text.RegularExpressions;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Diagnostics;

/// <summary>
/// Replaces the names and values in a report that users have chosen: profiles and other sections become numbers, values
/// of the AWS files and of <c>AWS_*</c> variables become the name of their setting, and any other quoted text is
/// removed.
/// </summary>
public sealed partial class PrivateNames
{
    /// <summary>
    /// Shorter words may be part of a sentence. They are replaced only in quotes or after a word that announces a name.
    /// </summary>
    private const int MinWordLength = 4;

    /// <summary>Values that identify no one.</summary>
    private static readonly HashSet<string> Public = new(
        [
            "true",
            "false",
            "json",
            "text",
            "table",
            "yaml",
            "yaml-stream",
            "off",
            "none",
            "legacy",
            "regional",
            "standard",
            "adaptive",
            "Environment",
            "Ec2InstanceMetadata",
            "EcsContainer",
            "IPv4",
            "IPv6",
            "sts",
            "sso",
            "default",
            "required",
            "preferred",
            "disabled",
            "/dev/null",
            "profile",
            "config",
            "credentials",
            "services",
            "sso-session",
            "endpoint",
            "environment",
            "auto",
            .. Partitions.All.SelectMany(partition => partition.Regions),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly Dictionary<string, string> _substitutes = new(StringComparer.Ordinal);
    private readonly List<string> _words;

    public PrivateNames(ProfileSet profiles, ProcessEnvironment environment)
    {
        Number("profile", profiles.Profiles);
        Number("sso-session", profiles.SsoSessions.Values);
        Number("services", profiles.Services.Values);
        foreach (var section in profiles.Profiles.Concat(profiles.SsoSessions.Values).Concat(profiles.Services.Values))
        {
            foreach (var (name, setting) in section.Settings)
            {
                foreach (var line in setting.Value.Split('\n'))
                {
                    // Each nested property is a line of the value.
                    Add(line.Split('=', 2)[^1].Trim(), $"<{name}>");
                    Add(line.Trim(), $"<{name}>");
                }
            }
        }

        foreach (var (name, value) in environment.StartingWith(AwsVariables.Prefix))
        {
            Add(value, $"<{name}>");
        }

        _words = [.. _substitutes.Keys.OrderByDescending(word => word.Length)];
    }

    public string Replace(string text)
    {
        foreach (var word in _words)
        {
            if (!text.Contains(word, StringComparison.Ordinal))
            {
                continue;
            }

            var escaped = Regex.Escape(word);
            var pattern =
                word.Length >= MinWordLength
                    ? $@"(?<![\w<-]){escaped}(?![\w>-])"
                    : $@"(?<=['""`]|[Pp]rofile |session |services |= ){escaped}(?=['""`\].,;:)\s]|$)";
            text = Regex.Replace(text, pattern, _substitutes[word].Replace("$", "$$", StringComparison.Ordinal));
        }

        return Quoted()
            .Replace(
                text,
                match => IsShown(match.Groups["value"].Value) ? match.Value : $"{match.Value[0]}<value>{match.Value[0]}"
            );
    }

    private static bool IsShown(string quoted) =>
        Public.Contains(quoted) || Placeholder().IsMatch(quoted) || SettingName().IsMatch(quoted);

    private void Number(string kind, IEnumerable<Profile> sections)
    {
        foreach (var (index, section) in sections.Index())
        {
            Add(section.Name, $"{kind}-{index + 1}");
        }
    }

    private void Add(string word, string substitute)
    {
        // The redactor handles URLs and paths better: some hosts and paths are the same everywhere.
        var isKnownForm =
            !word.Any(char.IsWhiteSpace)
            && (word.Contains("://", StringComparison.Ordinal) || word is ['/' or '~', ..]);
        if (word.Length > 0 && !isKnownForm && !Public.Contains(word) && !PlainNumber().IsMatch(word))
        {
            _substitutes.TryAdd(word, substitute);
        }
    }

    /// <summary>An apostrophe within a word is not a quote.</summary>
    [GeneratedRegex(@"(?<![\w'])'(?<value>[^\n]+?)'(?![\w'])|(?<!\w)""(?<value>[^""\n]+)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(<[\w]+>|(profile|sso-session|services)-\d+)$")]
    private static partial Regex Placeholder();

    /// <summary>The names of AWS settings and variables and of options, which are not secret.</summary>
    [GeneratedRegex(
        @"^(aws|sso|role|source|external|mfa|duration|credential|web_identity|endpoint|ec2|metadata|login|ca|output|region|retry|s3)(_[a-z0-9]+)*$|^AWS_[A-Z0-9_]+$|^--[a-z-]+$"
    )]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^\d{1,6}$")]
    private static partial Regex PlainNumber();
}
