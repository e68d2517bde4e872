using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>Whole sections as snippets.</summary>
internal static class ProfileSnippets
{
    private static readonly (string Label, string Header, string[] Settings)[] ForConfig =
    [
        (
            "profile with a role",
            "profile ${1:name}",
            ["role_arn = arn:aws:iam::${2:111122223333}:role/${3:role}", "source_profile = ${4:default}"]
        ),
        (
            "profile with a role and MFA",
            "profile ${1:name}",
            [
                "role_arn = arn:aws:iam::${2:111122223333}:role/${3:role}",
                "source_profile = ${4:default}",
                "mfa_serial = arn:aws:iam::${5:444455556666}:mfa/${6:user}",
            ]
        ),
        (
            "profile with IAM Identity Center",
            "profile ${1:name}",
            ["sso_session = ${2:session}", "sso_account_id = ${3:111122223333}", "sso_role_name = ${4:role}"]
        ),
        ("profile with a process", "profile ${1:name}", ["credential_process = ${2:/path/to/program}"]),
        (
            "profile with a web identity",
            "profile ${1:name}",
            [
                "role_arn = arn:aws:iam::${2:111122223333}:role/${3:role}",
                "web_identity_token_file = ${4:/path/to/token}",
            ]
        ),
        (
            "sso-session",
            "sso-session ${1:name}",
            [
                "sso_start_url = https://${2:company}.awsapps.com/start",
                "sso_region = ${3:us-east-1}",
                "sso_registration_scopes = sso:account:access",
            ]
        ),
    ];

    /// <summary>Offers sections where a line begins.</summary>
    public static IEnumerable<ConfigCompletion> AtLine(ConfigDocument document, ConfigPlace place) =>
        At(document, place.Span, "");

    /// <summary>Offers sections after an opening bracket, which they replace, with one that the editor has added.</summary>
    public static IEnumerable<ConfigCompletion> InHeader(ConfigDocument document, ConfigPlace place)
    {
        var next = place.Span.End;
        var end = next < document.Text.Length && document.Text[next] == ']' ? next + 1 : next;
        return At(document, TextSpan.Between(place.Span.Start - 1, end), "[");
    }

    private static IEnumerable<ConfigCompletion> At(ConfigDocument document, TextSpan span, string typed)
    {
        if (document.Kind != SharedConfigFileKind.Config || !IsWholeLine(document, span))
        {
            return [];
        }

        return ForConfig.Select(snippet => new ConfigCompletion(
            snippet.Label,
            ConfigCompletionKind.Snippet,
            span,
            $"[{snippet.Header}]\n{string.Join('\n', snippet.Settings)}\n",
            ConfigCompletion.LongSnippet
        )
        {
            IsSnippet = true,
            Filter = typed + snippet.Label,
        });
    }

    private static bool IsWholeLine(ConfigDocument document, TextSpan span)
    {
        var (line, character) = document.PositionOf(span.Start);
        return character == (line == 0 && document.Tree.HasByteOrderMark ? 1 : 0)
            && (line >= document.Tree.Lines.Length || document.EndOf(document.Tree.Lines[line]) == span.End);
    }
}
