using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Errors;
using PowerShellParser = System.Management.Automation.Language.Parser;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>Hostile names of profiles, ARNs and sessions remain values in generated code.</summary>
public class HostileValueTests
{
    /// <summary>Text that starts, ends or escapes something in some language.</summary>
    private static readonly string[] Fragments =
    [
        "'",
        "\"",
        "`",
        "$",
        "\\",
        "$(",
        "${",
        "#{",
        "%{",
        "{{",
        "}}",
        "}",
        ")",
        ";",
        "|",
        "&",
        "&&",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        "*/",
        "/*",
        "//",
        "#>",
        "<#",
        "-->",
        "<!--",
        "--",
        "@\"",
        "\"@",
        "@'",
        "'@",
        "\"\"\"",
        "'''",
        "\u2018",
        "\u2019",
        "\u201A",
        "\u201B",
        "\u201C",
        "\u201D",
        "\u201E",
        "\u2028",
        "\u2029",
        "\u0085",
        "\u202E",
        "\u200B",
        "\uFEFF",
        "\uD83D",
        "\uDE00",
        "😀",
        "é",
        "名",
        "«",
        "»",
        "«end»",
        "\\u0022",
        "\\",
        "$HOME",
        "$env:HOME",
        "$(throw 1)",
        "'; exit 3 #",
        "\"); return 3; //",
        "EOF",
        "<<",
        "!",
        "%PATH%",
        "^",
        "[",
        "]",
        "=",
        " ",
        "a",
        "1",
    ];

    private static readonly Gen<string> Value = Gen.Int[0, Fragments.Length - 1]
        .Array[0, 8]
        .Select(parts => string.Concat(parts.Select(part => Fragments[part])));

    private static LanguageSyntax CSharp { get; } = CodeLanguages.Get("csharp").Syntax;

    private static LanguageSyntax PowerShellSyntax { get; } = CodeLanguages.Get("powershell").Syntax;

    [Fact]
    public void A_CSharp_literal_is_a_single_token_with_the_value() =>
        Value.Sample(
            value =>
            {
                var expression = SyntaxFactory.ParseExpression(CSharp.Text(value).ToString());
                return !expression.ContainsDiagnostics
                    && expression is LiteralExpressionSyntax literal
                    && literal.Token.ValueText == value;
            },
            iter: 3_000,
            threads: 1
        );

    [Fact]
    public void A_PowerShell_literal_is_a_string_that_evaluates_to_the_value()
    {
        var state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.FullLanguage;
        using var engine = RunspaceFactory.CreateRunspace(state);
        engine.Open();
        Value.Sample(
            value =>
            {
                var text = PowerShellSyntax.Text(value).ToString();
                var ast = PowerShellParser.ParseInput(text, out var tokens, out var errors);
                if (
                    errors.Length > 0
                    || tokens
                        is not [
                            { Kind: TokenKind.StringLiteral or TokenKind.StringExpandable },
                            { Kind: TokenKind.EndOfInput },
                        ]
                )
                {
                    return false;
                }

                using var shell = System.Management.Automation.PowerShell.Create(engine);
                return (string)shell.AddScript(text).Invoke().Single().BaseObject == value;
            },
            iter: 1_000,
            threads: 1
        );
    }

    /// <summary>
    /// With hostile values, a template produces the same tokens as with harmless ones, except for the contents of
    /// strings and comments.
    /// </summary>
    [Fact]
    public void Values_do_not_change_CSharp_code()
    {
        var language = CodeLanguages.Get("csharp");
        var tame = language.Templates.ToDictionary(
            template => template,
            template => CSharpTokens(Render(language, template, Facts("tame")))
        );
        Value.Sample(
            value =>
                language.Templates.All(template =>
                    CSharpTokens(Render(language, template, Facts(value))).SequenceEqual(tame[template])
                ),
            iter: 60,
            threads: 1
        );
    }

    [Fact]
    public void Values_do_not_change_PowerShell_code()
    {
        var language = CodeLanguages.Get("powershell");
        var tame = language.Templates.ToDictionary(
            template => template,
            template => PowerShellTokens(Render(language, template, Facts("tame")))
        );
        Value.Sample(
            value =>
                language.Templates.All(template =>
                    PowerShellTokens(Render(language, template, Facts(value))).SequenceEqual(tame[template])
                ),
            iter: 60,
            threads: 1
        );
    }

    /// <summary>Values must not be read as the syntax of snippets either.</summary>
    [Fact]
    public void Values_do_not_change_a_snippet()
    {
        var cases = CodeLanguages
            .All.SelectMany(language => language.Templates, (language, template) => (language, template))
            .ToList();
        Value.Sample(
            value =>
                cases.All(one =>
                    IsRefused(one.language, value)
                    || Snippet.Expand(Render(one.language, one.template, Facts(value), asSnippet: true))
                        == Render(one.language, one.template, Facts(value))
                ),
            iter: 60,
            threads: 1
        );
    }

    /// <summary>Whether a language cannot express a value, as an AWS file cannot express a line break.</summary>
    private static bool IsRefused(CodeLanguage language, string value)
    {
        try
        {
            language.Syntax.Text(value);
            return false;
        }
        catch (RoleAssistException refusal) when (refusal.Code == ErrorCode.InvalidArgument)
        {
            return true;
        }
    }

    /// <summary>In every language, comments are one line and identifiers are valid.</summary>
    [Fact]
    public void Comments_are_one_line_and_identifiers_are_valid() =>
        Value.Sample(
            value =>
                CodeLanguages.All.All(language =>
                {
                    var comment = language.Syntax.Comment(value).ToString();
                    return comment.All(character =>
                            !char.IsControl(character)
                            && character is not ('\u2028' or '\u2029' or '\u202E' or '\u200B' or '\uFEFF')
                        )
                        && !comment.Contains("*/", StringComparison.Ordinal)
                        && !comment.Contains("#>", StringComparison.Ordinal)
                        && !comment.Contains("-->", StringComparison.Ordinal)
                        && !comment.EndsWith('\\')
                        && System.Text.RegularExpressions.Regex.IsMatch(
                            language.Syntax.Identifier(value).ToString(),
                            @"^[A-Za-z_][A-Za-z0-9_-]*\z"
                        );
                }),
            iter: 3_000,
            threads: 1
        );

    [Theory]
    [InlineData("")]
    [InlineData("12 ")]
    [InlineData("1;exit")]
    [InlineData("-1")]
    [InlineData("١")]
    public void Rejects_a_number_that_is_not_all_digits(string text) =>
        Assert.All(CodeLanguages.All, language => Assert.Throws<ArgumentException>(() => language.Syntax.Number(text)));

    private static CodeFacts Facts(string value)
    {
        var roles = (RoleFacts[])
            [new(value, value, value, value, 900, value), new(value, value, value, value, 900, value)];
        return new CodeFacts
        {
            Profile = value,
            SourceProfile = value,
            Roles = roles,
            Accounts = roles,
            WebIdentity = (roles[0], value),
            MfaSerial = value,
            SessionName = value,
            Region = value,
        };
    }

    private static string Render(
        CodeLanguage language,
        CodeTemplate template,
        CodeFacts facts,
        bool asSnippet = false
    ) => GenerateCodeHandler.Render(language, template, facts, [], asSnippet).Code;

    private static List<SyntaxKind> CSharpTokens(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code).GetRoot();
        Assert.False(root.ContainsDiagnostics, code);
        return [.. root.DescendantTokens().Select(token => token.Kind())];
    }

    private static List<TokenKind> PowerShellTokens(string code)
    {
        PowerShellParser.ParseInput(code, out var tokens, out var errors);
        Assert.True(errors.Length == 0, code);
        return
        [
            .. tokens.Select(token => token.Kind == TokenKind.StringExpandable ? TokenKind.StringLiteral : token.Kind),
        ];
    }
}
