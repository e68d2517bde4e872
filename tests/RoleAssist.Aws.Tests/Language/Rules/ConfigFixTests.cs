using RoleAssist.Aws.Language;
using RoleAssist.Aws.Language.Rules;

namespace RoleAssist.Aws.Tests.Language.Rules;

/// <summary>Tests what the fixes of findings make of the documents.</summary>
public class ConfigFixTests
{
    public static TheoryData<string, string, string, string> Fixes { get; } =
        new()
        {
            {
                "ValueDividesSdks",
                "Write true",
                "[profile a]\nuse_fips_endpoint = True\n",
                "[profile a]\nuse_fips_endpoint = true\n"
            },
            {
                "ValueDividesSdks",
                "Write standard",
                "[profile a]\nretry_mode=legacy\r\n",
                "[profile a]\nretry_mode=standard\r\n"
            },
            {
                "ValueDividesSdks",
                "Write eu-west-1",
                "[profile a]\nregion = EU-WEST-1\n",
                "[profile a]\nregion = eu-west-1\n"
            },
            { "InvalidValue", "Write json", "[profile a]\noutput = jsn", "[profile a]\noutput = json" },
            {
                "UnknownProperty",
                "Write max_attempts",
                "[profile a]\nmax_attempt = 3\n",
                "[profile a]\nmax_attempts = 3\n"
            },
            {
                "WrongCase",
                "Write addressing_style",
                "[profile a]\ns3 =\n  Addressing_Style = path\n",
                "[profile a]\ns3 =\n  addressing_style = path\n"
            },
            {
                "DanglingSsoSession",
                "Write sales",
                "[profile a]\nsso_session = sale\n[sso-session sales]\n",
                "[profile a]\nsso_session = sales\n[sso-session sales]\n"
            },
            {
                "DanglingServices",
                "Add [services x]",
                "[profile a]\nservices = x\n",
                "[profile a]\nservices = x\n\n[services x]\n"
            },
            {
                "EndpointWithoutScheme",
                "Write http:// before it",
                "[profile a]\nendpoint_url = localhost:1\n",
                "[profile a]\nendpoint_url = http://localhost:1\n"
            },
            {
                "EndpointWithoutScheme",
                "Write https:// before it",
                "[profile a]\nendpoint_url = x.org\n",
                "[profile a]\nendpoint_url = https://x.org\n"
            },
            {
                "EndpointInsecure",
                "Write https",
                "[profile a]\nendpoint_url = HTTP://x.org\n",
                "[profile a]\nendpoint_url = https://x.org\n"
            },
            {
                "EndpointWithoutScheme",
                "Write https:// in place of what is before the host",
                "[profile a]\nendpoint_url = https:/x.org\n",
                "[profile a]\nendpoint_url = https://x.org\n"
            },
            {
                "EndpointWithoutScheme",
                "Write https:// in place of what is before the host",
                "[profile a]\nendpoint_url = //x.org/a\n",
                "[profile a]\nendpoint_url = https://x.org/a\n"
            },
            {
                "WrongCase",
                "Remove the line, which is not read",
                "[profile a]\ns3 =\n  addressing_style = virtual\n  ADDRESSING_STYLE = path\n",
                "[profile a]\ns3 =\n  addressing_style = virtual\n"
            },
            {
                "DuplicateNestedProperty",
                "Remove the line",
                "[profile a]\ns3 =\n  addressing_style = path\n  addressing_style = auto\n",
                "[profile a]\ns3 =\n  addressing_style = auto\n"
            },
            {
                "KeyHalvesSwapped",
                "Swap the two halves",
                $"---\n[a]\naws_access_key_id = {ConfigRuleTests.Secret}\naws_secret_access_key = AKIAIOSFODNN7EXAMPLE\n",
                $"---\n[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = {ConfigRuleTests.Secret}\n"
            },
            {
                "SecretInConfigFile",
                "Remove the keys, in whose place those of the credentials file count",
                "[profile b]\naws_access_key_id = x\naws_secret_access_key = y\nregion = eu-west-1\n---\n[b]\naws_access_key_id = z\n"
                    + "aws_secret_access_key = zz\naws_session_token = t\n",
                "[profile b]\nregion = eu-west-1\n---\n[b]\naws_access_key_id = z\naws_secret_access_key = zz\naws_session_token = t\n"
            },
            { "UnknownSection", "Write profile", "[Profile e]\n", "[profile e]\n" },
            {
                "InvalidValue",
                "Write 3600",
                "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/r\nduration_seconds = 43201\nsource_profile = b\n"
                    + "[profile b]\nrole_arn = arn:aws:iam::123456789012:role/r\ncredential_source = Environment\n",
                "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/r\nduration_seconds = 3600\nsource_profile = b\n"
                    + "[profile b]\nrole_arn = arn:aws:iam::123456789012:role/r\ncredential_source = Environment\n"
            },
            {
                "UnusedSsoSession",
                "Remove [sso-session s]",
                "[sso-session s]\nsso_region = eu-west-1\n\n# next\n[profile a]\n",
                "# next\n[profile a]\n"
            },
            {
                "UnusedSsoSession",
                "Remove [sso-session s]",
                "[sso-session s]\nsso_region = eu-west-1\n\n# alone\n\n[profile a]\n",
                "# alone\n\n[profile a]\n"
            },
            {
                "UnusedSsoSession",
                "Remove [sso-session s]",
                "[profile a]\n\n[sso-session s]\n# in it\nsso_region = eu-west-1\n# behind it\n",
                "[profile a]\n\n# behind it\n"
            },
            {
                "DanglingProfileInCommand",
                "Write abc",
                "[profile abc]\n[profile x]\ncredential_process = sh -c \"aws --profile abd\"\n",
                "[profile abc]\n[profile x]\ncredential_process = sh -c \"aws --profile abc\"\n"
            },
            {
                "SsoConflict",
                "Remove sso_region",
                "[profile a]\nsso_session = s\nsso_region = a-1\n[sso-session s]\nsso_region = b-1\n",
                "[profile a]\nsso_session = s\n[sso-session s]\nsso_region = b-1\n"
            },
            {
                "LegacySso",
                "Convert to an sso-session, with all profiles of the same sign-in",
                "[profile a]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = eu-west-1\nregion = eu-west-1\n"
                    + "[profile b]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = eu-west-1\n",
                "[profile a]\nregion = eu-west-1\nsso_session = acme\n[profile b]\nsso_session = acme\n\n[sso-session acme]\n"
                    + "sso_start_url = https://acme.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n"
            },
            {
                "SecretInConfigFile",
                "Move the keys to the credentials file",
                "[profile a]\naws_access_key_id = x\naws_secret_access_key = y\nregion = eu-west-1\n---\n[b]\naws_access_key_id = z\n",
                "[profile a]\nregion = eu-west-1\n---\n[b]\naws_access_key_id = z\n\n[a]\naws_access_key_id = x\naws_secret_access_key = y\n"
            },
            { "NameNeedsQuotes", "Put the name in quotes", "[profile a b]\n", "[profile \"a b\"]\n" },
            {
                "CommentAfterHeader",
                "Move the comment to a line of its own",
                "[profile a] # why\r\nregion = x-1\r\n",
                "# why\r\n[profile a]\r\nregion = x-1\r\n"
            },
            {
                "CommentAfterValue",
                "Move the comment to a line of its own",
                "[profile a]\nregion = x-1 # why",
                "[profile a]\n# why\nregion = x-1"
            },
            { "CapitalsInPropertyName", "Write region", "[profile a]\nRegion = x-1\n", "[profile a]\nregion = x-1\n" },
            { "BlanksBesideBrackets", "Write [profile a]", "[ profile a ]\n", "[profile a]\n" },
            { "ProfilePrefixMissing", "Write profile before the name", "[a]\n", "[profile a]\n" },
            { "ProfilePrefixInCredentials", "Write [a]", "---\n[profile a]\n", "---\n[a]\n" },
            { "SettingMisspelt", "Write role_arn", "[profile a]\nrol_arn = x\n", "[profile a]\nrole_arn = x\n" },
        };

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Mends_the_mistake(string code, string title, string before, string after)
    {
        var files = MarkedText.Read(before).Files;
        var finding = ConfigRuleTests.Find(files).First(found => found.Code == code);
        var fix = Assert.Single(finding.Fixes, fix => fix.Title == title);

        var mended = Apply(files, fix.Edits!());

        Assert.Equal(after, TextOf(mended));
        Assert.DoesNotContain(
            ConfigRuleTests.Find(mended),
            found => found.Code == code && found.Message == finding.Message
        );
    }

    /// <summary>What tools read as part of the value may be what makes it work, or decide which value counts.</summary>
    [Theory]
    [InlineData("credential_process = /bin/cat /tmp/a #1.json")]
    [InlineData("credential_process = /bin/cat \"/tmp/a #1.json\"")]
    [InlineData("external_id = a #1")]
    [InlineData("ca_bundle = /a #1.pem")]
    [InlineData("unknown = a #1")]
    [InlineData("s3 =\n  addressing_style = virtual\n  ADDRESSING_STYLE = path")]
    [InlineData("s3 =\n  Addressing_Style = virtual\n  ADDRESSING_STYLE = path")]
    public void Fixing_all_leaves_what_is_not_certain(string lines) =>
        Assert.DoesNotContain(
            ConfigRuleTests.Find(MarkedText.Read($"[profile a]\n{lines}\n").Files).SelectMany(found => found.Fixes),
            fix => fix.IsSafe
        );

    [Theory]
    [InlineData("CommentAfterValue", "[profile a]\ncredential_process = /bin/cat \"/tmp/a #1.json\"\n")]
    [InlineData("EndpointWithoutScheme", "[profile a]\nendpoint_url = ftp://x\n")]
    [InlineData(
        "SecretInConfigFile",
        "[profile b]\naws_access_key_id = x\naws_secret_access_key = y\n---\n[b]\naws_session_token = t\n"
    )]
    public void Offers_nothing_that_would_destroy_something(string code, string text) =>
        Assert.Empty(ConfigRuleTests.Find(MarkedText.Read(text).Files).Single(found => found.Code == code).Fixes);

    internal static ConfigFileSet Apply(ConfigFileSet files, IReadOnlyList<DocumentEdit> edits) =>
        new(Apply(files.Config, edits), Apply(files.Credentials, edits));

    private static ConfigDocument? Apply(ConfigDocument? document, IReadOnlyList<DocumentEdit> edits) =>
        document is null
            ? null
            : ConfigDocument.Parse(
                edits
                    .Where(edit => edit.Document == document)
                    .OrderByDescending(edit => edit.Span.Start)
                    .Aggregate(
                        document.Text,
                        (text, edit) =>
                            string.Concat(text.AsSpan(0, edit.Span.Start), edit.Text, text.AsSpan(edit.Span.End))
                    ),
                document.Kind
            );

    private static string TextOf(ConfigFileSet files) =>
        files.Config!.Text + (files.Credentials is { } credentials ? $"---\n{credentials.Text}" : "");
}
