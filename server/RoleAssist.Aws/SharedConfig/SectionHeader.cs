using System.Text.RegularExpressions;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Reads what stands between the brackets of a section's header.</summary>
internal static partial class SectionHeader
{
    public static SharedConfigSection Parse(string header, SharedConfigFileKind file)
    {
        var words = header.Trim().Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (file, words) switch
        {
            (SharedConfigFileKind.Credentials, _) => Section(SectionKind.Profile, header.Trim()),
            (_, ["profile", var name]) => Section(SectionKind.Profile, name),
            (_, ["services", var name]) => Section(SectionKind.Services, name),
            (_, ["default"]) => Section(SectionKind.BareDefault, "default"),
            _ => Section(SectionKind.Ignored, header.Trim()),
        };
    }

    private static SharedConfigSection Section(SectionKind kind, string name)
    {
        var plain = Unquote(name);
        return new SharedConfigSection(ValidName().IsMatch(plain) || plain != name ? kind : SectionKind.Ignored, plain);
    }

    /// <summary>A quoted name may hold spaces.</summary>
    private static string Unquote(string name) =>
        name.Length > 2 && name[0] is '"' or '\'' && name[^1] == name[0] ? name[1..^1] : name;

    /// <summary>Names of other characters are passed over, as in AWS' SDKs.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9\-_/.%@:+]+$")]
    private static partial Regex ValidName();
}
