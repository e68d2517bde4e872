using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.CodeGeneration.Languages.CSharp;

/// <summary>
/// C# literals
/// (https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure#6456-string-literals).
/// </summary>
internal sealed partial class CSharpSyntax : LanguageSyntax
{
    public override Literal Text(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            text.Append(
                character switch
                {
                    '"' or '\\' => $"\\{character}",
                    _ when Rune.TryCreate(character, out var rune) && rune.Value != 0xFFFD && IsPlain(rune) =>
                        character.ToString(),
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                }
            );
        }

        return new Literal("\"", text.ToString(), "\"");
    }

    /// <summary>Adds the null-forgiving operator, because the literal that it replaces was not nullable.</summary>
    public override string EnvironmentVariable(string variable) =>
        $"Environment.GetEnvironmentVariable(\"{variable}\")!";

    /// <summary>
    /// Turns a constant with an access modifier into a static readonly field, and a local one into a variable.
    /// </summary>
    public override string WithoutConstant(string before) =>
        Constant()
            .Replace(
                before,
                match => match.Groups["modifier"].Success ? $"{match.Groups["modifier"]}static readonly " : ""
            );

    /// <summary>
    /// Replaces basic credentials, which cannot have a session token, with session credentials (AWSSDK 3 and 4).
    /// </summary>
    internal override IReadOnlyList<HardCodedKey> Completed(string line, IReadOnlyList<HardCodedKey> keys)
    {
        if (
            keys
                is not [
                    { Variable: AwsVariables.AccessKeyId, Replacement: { } id } first,
                    { Variable: AwsVariables.SecretAccessKey, Replacement: { } secret } second,
                ]
            || Basic().Match(line[..first.Start]) is not { Success: true } basic
            || !line[first.End..second.Start].Trim().Equals(",", StringComparison.Ordinal)
            || !line[second.End..].TrimStart().StartsWith(')')
        )
        {
            return keys;
        }

        return
        [
            first with
            {
                Start = basic.Groups["name"].Index,
                Replacement = $"SessionAWSCredentials({id}",
            },
            second with
            {
                Replacement = $"{secret}, {EnvironmentVariable(AwsVariables.SessionToken)}",
            },
        ];
    }

    [GeneratedRegex(@"(?<name>\bBasicAWSCredentials\(\s*)$")]
    private static partial Regex Basic();

    [GeneratedRegex(@"(?<modifier>\b(?:public|private|protected|internal)\s+)?\bconst\s+(?=string\s+@?\w+\s*=\s*$)")]
    private static partial Regex Constant();
}
