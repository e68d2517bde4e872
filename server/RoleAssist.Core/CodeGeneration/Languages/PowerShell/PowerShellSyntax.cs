using System.Globalization;
using System.Text.RegularExpressions;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.CodeGeneration.Languages.PowerShell;

/// <summary>
/// PowerShell literals
/// (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules).
/// They contain only ASCII, because Windows PowerShell 5.1 reads files without a byte order mark in the system's code
/// page.
/// </summary>
internal sealed partial class PowerShellSyntax : LanguageSyntax
{
    public override Literal Text(string value) =>
        value.All(character => character is >= ' ' and < '\x7f')
            ? new Literal("'", value.Replace("'", "''", StringComparison.Ordinal), "'")
            : new Literal("\"", string.Concat(value.Select(Expandable)), "\"");

    public override bool HasBareWords => true;

    public override string EnvironmentVariable(string variable) => $"$Env:{variable}";

    /// <summary>
    /// Removes the keys from a call, so that the cmdlets find the credentials that RoleAssist provides, with every
    /// delivery mode. A call that set keys is replaced with one that clears them, because stored credentials take
    /// precedence.
    /// </summary>
    internal override IReadOnlyList<HardCodedKey> Completed(string line, IReadOnlyList<HardCodedKey> keys)
    {
        var given = keys.Where(key => key.Replacement is not null)
            .Select(key => (Key: key, Parameter: Parameter().Match(line[..key.Start])))
            .ToList();
        if (!(Has(AwsVariables.AccessKeyId) && Has(AwsVariables.SecretAccessKey)))
        {
            return
            [
                .. keys.Select(key =>
                    key is { Variable: AwsVariables.SecretAccessKey, Replacement: { } secret }
                    && Entry().IsMatch(line[..key.Start])
                        ? key with
                        {
                            Replacement = $"{secret}; SessionToken = {EnvironmentVariable(AwsVariables.SessionToken)}",
                        }
                        : key
                ),
            ];
        }

        if (SetCredential().Match(line) is not { Success: true } set)
        {
            return [.. given.Select(one => one.Key with { Start = one.Parameter.Index, Replacement = "" })];
        }

        // -StoreAs stores the keys in a file, where other tools read them by name.
        if (
            given.Exists(one => one.Parameter.Index < set.Index)
            || line.Contains("-StoreAs", StringComparison.OrdinalIgnoreCase)
        )
        {
            return [.. keys.Select(key => key with { Replacement = null })];
        }

        var first = given[0].Key with
        {
            Start = set.Index,
            Replacement = "Clear-AWSCredential" + line[(set.Index + set.Length)..given[0].Parameter.Index],
        };
        return [first, .. given.Skip(1).Select(one => one.Key with { Start = one.Parameter.Index, Replacement = "" })];

        bool Has(string variable) =>
            keys.All(key => key.Replacement is not null)
            && given.Count == keys.Count
            && given.Count(one => one.Key.Variable == variable) == 1
            && given.TrueForAll(one => one.Parameter.Success);
    }

    internal override IEnumerable<HardCodedKey> TokensBeside(
        IReadOnlyList<string> lines,
        IReadOnlyList<HardCodedKey> keys
    )
    {
        var secrets = keys.Where(key => key is { Variable: AwsVariables.SecretAccessKey, Replacement: not null })
            .Select(key => Assignment().Match(lines[key.Line][..key.Start]).Groups["name"].Value)
            .Where(name => name.Length > 0)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (secrets.Count == 0)
        {
            yield break;
        }

        for (var number = 0; number < lines.Count; number++)
        {
            if (TokenParameter().IsMatch(lines[number]))
            {
                continue;
            }

            foreach (Match use in Use().Matches(lines[number]))
            {
                if (secrets.Contains(use.Groups["name"].Value))
                {
                    var end = use.Index + use.Length;
                    yield return new HardCodedKey(
                        number,
                        end,
                        end,
                        AwsVariables.SessionToken,
                        $" -SessionToken {EnvironmentVariable(AwsVariables.SessionToken)}"
                    );
                }
            }
        }
    }

    /// <summary>An entry of a splatted hash table, not a variable.</summary>
    [GeneratedRegex(@"(?<![\w$-])(?:SecretKey|SecretAccessKey)\s*=\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\$(?<name>\w+)\s*=\s*$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\s-(?:SecretKey|SecretAccessKey|SK)(?:\s+|:)\$(?<name>\w+)(?![\w:.\[])", RegexOptions.IgnoreCase)]
    private static partial Regex Use();

    [GeneratedRegex(@"\s-(?:SessionToken|ST)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TokenParameter();

    [GeneratedRegex(
        @"\s+-(?:AccessKey|AK|SecretKey|SecretAccessKey|SK|SessionToken|ST)(?:\s+|:\s*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\bSet-AWSCredentials?\b", RegexOptions.IgnoreCase)]
    private static partial Regex SetCredential();

    /// <summary>
    /// Escapes a character for a string in double quotes. Windows PowerShell 5.1 has no escape sequence for most.
    /// </summary>
    private static string Expandable(char character) =>
        character switch
        {
            '"' or '$' or '`' => $"`{character}",
            >= ' ' and < '\x7f' => character.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"$([char]0x{(int)character:X4})"),
        };

    /// <summary>Writes a comment in ASCII. The base class handles line breaks and <c>#&gt;</c> in help texts.</summary>
    public override Literal Comment(string value)
    {
        var plain = base.Comment(value);
        return plain with
        {
            Content = string.Concat(
                plain.Content.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : "?")
            ),
        };
    }
}
