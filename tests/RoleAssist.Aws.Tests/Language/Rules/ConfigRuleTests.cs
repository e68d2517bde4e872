using System.Reflection;
using RoleAssist.Aws.Language;
using RoleAssist.Aws.Language.Rules;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Language.Rules;

/// <summary>Tests what each rule finds, and where.</summary>
public class ConfigRuleTests
{
    private const string Arn = "arn:aws:iam::123456789012:role/r";
    private const string Source = "source_profile = s\n[profile s]\ncredential_process = /p\n";

    /// <summary>A secret key, as nobody has it.</summary>
    internal const string Secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYzzTESTKEYab/";

    internal static RuleOptions Options { get; } =
        new(new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero))
        {
            Failed = fault => throw new InvalidOperationException("A rule failed.", fault),
        };

    public static TheoryData<string, string> Mistakes { get; } =
        new()
        {
            { "UnknownProperty", "[profile a]\n«colour_of_hat» = red\n" },
            { "UnknownProperty", "[profile a]\n«max_attempt» = 3\n" },
            { "UnknownProperty", "[profile a]\n«disable_s3_express_session_auth» = true\n" },
            { "UnknownProperty", "[profile a]\ns3 =\n  «adressing_style» = path\n" },
            { "WrongCase", "[profile a]\ns3 =\n  «Addressing_Style» = path\n" },
            {
                "DuplicateNestedProperty",
                "[profile a]\ns3 =\n  «addressing_style» = path\n  addressing_style = auto\n"
            },
            { "WrongPlace", "[profile a]\n«addressing_style» = path\n" },
            { "WrongPlace", "[profile a]\nservices = s\n[services s]\n«ec2» = foo\n«s3» = foo\n" },
            { "WrongPlace", "[profile a]\nservices = x\n[services x]\n«sso_region» = eu-west-1\n" },
            { "WrongPlace", "[profile a]\n«sso_registration_scopes» = sso:account:access\n" },
            { "InvalidValue", "[profile a]\nretry_mode = «foo»\n" },
            { "InvalidValue", "[profile a]\nuse_fips_endpoint = «yes»\n" },
            { "InvalidValue", "[profile a]\nmax_attempts = «0»\n" },
            { "InvalidValue", "[profile a]\nsts_regional_endpoints = «REGIONAL»\n" },
            { "InvalidValue", "[profile a]\noutput = «jsn»\n" },
            { "InvalidValue", "[profile a]\nregion = «eu_central_1»\n" },
            { "InvalidValue", $"[profile a]\nrole_arn = «arn:aws:iam::12:role/r»\n{Source}" },
            { "InvalidValue", $"[profile a]\nrole_arn = {Arn}\nduration_seconds = «899»\n{Source}" },
            { "InvalidValue", $"[profile a]\nrole_arn = {Arn}\nrole_session_name = «a»\n{Source}" },
            { "InvalidValue", "[profile a]\nsso_account_id = «123»\nsso_role_name = r\n" },
            { "InvalidValue", "[profile a]\ns3 =\n  multipart_threshold = «big»\n" },
            { "InvalidValue", "[profile a]\ns3 =\n  multipart_threshold = «0»\n  max_bandwidth = «10.5MB/s»\n" },
            { "InvalidValue", "[profile a]\ns3 =\n  max_concurrent_requests = «0»\n  max_queue_size = «-5»\n" },
            { "InvalidValue", $"[profile a]\nrole_arn = {Arn}\ncredential_source = «environment»\n" },
            { "InvalidValue", "[profile a]\noutput = «JSON»\ncli_history = «Enabled»\ncli_binary_format = «Base64»\n" },
            { "InvalidValue", $"[profile a]\nrole_arn = «arn:aws:iam::123456789012:role/x y»\n{Source}" },
            { "InvalidValue", $"[profile a]\nrole_arn = {Arn}\nexternal_id = «a»\n{Source}" },
            {
                "InvalidValue",
                $"[profile a]\nrole_arn = {Arn}\nduration_seconds = «43201»\nsource_profile = b\n[profile b]\nrole_arn = {Arn}\n{Source}"
            },
            { "ValueDividesSdks", "[profile a]\nuse_fips_endpoint = «True»\n" },
            { "ValueDividesSdks", "[profile a]\nretry_mode = «legacy»\n" },
            { "ValueDividesSdks", "[profile a]\nretry_mode = «Standard»\n" },
            { "ValueDividesSdks", "[profile a]\ndefaults_mode = «in-region»\n" },
            { "ValueDividesSdks", "[profile a]\nrequest_min_compression_size_bytes = «1048577»\n" },
            { "ValueDividesSdks", "[profile a]\nregion = «EU-CENTRAL-1»\n" },
            { "DanglingSourceProfile", $"[profile a]\nrole_arn = {Arn}\nsource_profile = «b»\n" },
            { "DanglingSsoSession", "[profile a]\nsso_session = «b»\n" },
            { "DanglingServices", "[profile a]\nservices = «b»\n" },
            { "DanglingProfileInCommand", "[profile a]\ncredential_process = aws x --profile=«nope»\n" },
            {
                "DanglingProfileInCommand",
                "[profile a]\ncredential_process = sh -c \"aws x --profile «nope»; echo\"\n"
            },
            { "DanglingProfileInCommand", "[profile a]\ncredential_process = env AWS_PROFILE=«nope» aws x\n" },
            {
                "DanglingProfileInCommand",
                "[profile a]\ncredential_process = /x/roleassist credential-process «nope»\n"
            },
            {
                "DanglingProfileInCommand",
                "[profile a]\ncredential_process = /x/roleassist credential-process «--name-in-hex 2d78»\n"
            },
            {
                "ProfileCycle",
                $"[profile a]\nrole_arn = {Arn}\nsource_profile = «b»\n[profile b]\nrole_arn = {Arn}\nsource_profile = «a»\n"
                    + $"[profile c]\nrole_arn = {Arn}\nsource_profile = a\n"
            },
            { "ProfileCycle", $"[profile a]\nrole_arn = {Arn}\nsource_profile = «a»\n" },
            {
                "SelfSource",
                $"[profile a]\nrole_arn = {Arn}\nsource_profile = «a»\n---\n[a]\naws_access_key_id = AKIA\n"
            },
            { "TwoSources", $"[profile a]\nrole_arn = {Arn}\ncredential_source = «Environment»\n{Source}" },
            { "TwoSources", $"[profile a]\nrole_arn = {Arn}\ncredential_process = «/x»\n{Source}" },
            { "NoSource", $"[profile a]\nrole_arn = «{Arn}»\n" },
            { "IncompleteKeys", "---\n[a]\naws_access_key_id = «AKIAIOSFODNN7EXAMPLE»\n" },
            { "IncompleteKeys", "---\n[a]\naws_secret_access_key = «x»\n" },
            {
                "IncompleteKeys",
                "[profile a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n---\n[a]\naws_secret_access_key = «x»\n"
            },
            {
                "KeyHalvesSwapped",
                $"---\n[a]\naws_access_key_id = «{Secret}»\naws_secret_access_key = AKIAIOSFODNN7EXAMPLE\n"
            },
            { "KeyHalvesSwapped", "---\n[a]\naws_access_key_id = x\naws_secret_access_key = «AKIAIOSFODNN7EXAMPLE»\n" },
            {
                "SecretInConfigFile",
                "[profile a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = «x»\n"
            },
            {
                "LongLivedKeyInPlainText",
                "---\n[a]\naws_access_key_id = «AKIAIOSFODNN7EXAMPLE»\naws_secret_access_key = x\n"
            },
            {
                "TemporaryKeysInFile",
                "---\n[a]\naws_access_key_id = «ASIAIOSFODNN7EXAMPLE»\naws_secret_access_key = x\naws_session_token = t\n"
            },
            { "SecretElsewhere", "# «AKIAIOSFODNN7EXBMPLE»\n[profile a]\nregion = eu-west-1\n" },
            { "SecretElsewhere", "[profile a]\ncredential_process = /p --id «AKIAIOSFODNN7EXBMPLE»\n" },
            { "SecretElsewhere", "[profile «AKIAIOSFODNN7EXBMPLE»]\n" },
            { "SecretElsewhere", $"# old key «{Secret}»\n[profile a]\nfoo = «{Secret}»\n" },
            { "SecretElsewhere", $"[profile a]\nexternal_id = «{Secret}»\naws_secret_acces_key = «{Secret}»\n" },
            { "SecretElsewhere", $"[sso-session a]\naws_secret_access_key = «{Secret}»\n" },
            { "LegacySso", "[profile a]\nsso_start_url = «https://x.awsapps.com/start»\nsso_region = eu-west-1\n" },
            {
                "SsoConflict",
                "[profile a]\nsso_session = s\nsso_region = «us-east-1»\n[sso-session s]\nsso_region = eu-west-1\n"
            },
            {
                "DurationOverChainCap",
                $"[profile a]\nrole_arn = {Arn}\nduration_seconds = «7200»\nsource_profile = b\n[profile b]\nrole_arn = {Arn}\n{Source}"
            },
            { "DurationNeverCached", $"[profile a]\nrole_arn = {Arn}\nduration_seconds = «900»\n{Source}" },
            {
                "MfaNotOnRole",
                $"[profile a]\nrole_arn = «{Arn}»\n{Source}mfa_serial = arn:aws:iam::123456789012:mfa/m\n"
            },
            {
                "MfaSerialOtherAccount",
                $"[profile a]\nrole_arn = {Arn}\nmfa_serial = «arn:aws:iam::123456789012:mfa/m»\n{Source}aws_account_id = 210987654321\n"
            },
            { "PartitionMismatch", $"[profile a]\nrole_arn = {Arn}\nregion = «cn-north-1»\n{Source}" },
            {
                "PartitionMismatch",
                $"[profile a]\nrole_arn = arn:aws-us-gov:iam::123456789012:role/r\nregion = «eu-west-1»\n{Source}"
            },
            { "RegionUnknown", "[profile a]\nregion = «eu-central-1x»\n" },
            { "RegionUnknown", "[profile a]\nregion = «eu-west-17»\n" },
            { "AccountMismatch", $"[profile a]\nrole_arn = {Arn}\naws_account_id = «210987654321»\n{Source}" },
            { "EndpointWithoutScheme", "[profile a]\nendpoint_url = «localhost:4566»\n" },
            {
                "EndpointWithoutScheme",
                "[profile a]\nservices = x\n[services x]\ns3 =\n  endpoint_url = «localhost:4566»\n"
            },
            {
                "EndpointWithoutScheme",
                "[profile a]\nendpoint_url = «ftp://x»\nec2_metadata_service_endpoint = «https:/x»\nimage = «//x»\n"
            },
            { "EndpointInsecure", "[profile a]\nendpoint_url = «http://example.org»\n" },
            { "EndpointInsecure", "[profile a]\nendpoint_url = «http://[2001:db8::1]:80»\n" },
            { "ProcessNeedsShell", "[profile a]\ncredential_process = «/p $HOME»\n" },
            {
                "ProcessCallsItself",
                "[profile a]\ncredential_process = «aws configure export-credentials --profile a»\n"
            },
            { "ProcessCallsItself", "[profile a]\ncredential_process = «/opt/roleassist credential-process a»\n" },
            {
                "ProcessCallsItself",
                "[profile a]\ncredential_process = «/opt/roleassist credential-process --name-in-hex 61»\n"
            },
            { "ProcessCallsItself", "[profile a]\ncredential_process = «sh -c \"aws x --profile a\"»\n" },
            { "UnusedSsoSession", "[sso-session «s»]\n" },
            { "UnusedServices", "[services «s»]\n" },
            { "DefaultShadowsEndpoint", "[«default»]\ncredential_process = /p\n" },
            { "NameNeedsQuotes", "[profile «a b»]\n" },
        };

    public static TheoryData<string, string> Correct { get; } =
        new()
        {
            {
                "UnknownProperty",
                "[profile a]\nregion = eu-west-1\ninclude_profile = a\ns3 =\n  max_bandwidth = 50MB/s\n"
            },
            {
                "UnknownProperty",
                "[profile a]\nservices = x\n[services x]\nelastic_beanstalk =\n  endpoint_url = http://localhost\n"
            },
            { "InvalidValue", "[profile a]\nretry_mode = standard\nmax_attempts = 5\noutput = yaml-stream\n" },
            { "InvalidValue", $"[profile a]\nrole_arn = {Arn}\nduration_seconds = 43200\n{Source}" },
            {
                "InvalidValue",
                "[profile a]\noutput = json\ncli_auto_prompt = ON\ns3 =\n  max_bandwidth = 10Mb/s\n  multipart_threshold = 8 MiB\n"
            },
            { "InvalidValue", $"[profile a]\nrole_arn = arn:aws:iam::123456789012:role/team/a+b\n{Source}" },
            {
                "DurationOverChainCap",
                $"[profile a]\nrole_arn = {Arn}\nduration_seconds = 43201\nsource_profile = b\n[profile b]\nrole_arn = {Arn}\n{Source}"
            },
            { "DuplicateNestedProperty", "[profile a]\ns3 =\n  addressing_style = path\n  ADDRESSING_STYLE = auto\n" },
            { "UnknownProperty", "[profile a]\nservices = s\n[services s]\nec2 = foo\n" },
            { "ValueDividesSdks", "[profile a]\nuse_fips_endpoint = true\n" },
            { "ValueDividesSdks", "[profile a]\nuse_fips_endpoint = False\n" },
            {
                "DanglingSourceProfile",
                $"[profile a]\nrole_arn = {Arn}\nsource_profile = b\n---\n[b]\naws_access_key_id = x\n"
            },
            { "DanglingProfileInCommand", "[profile a]\ncredential_process = aws x --profile b\n[profile b]\n" },
            { "DanglingProfileInCommand", "[profile a]\ncredential_process = sh -c 'aws x --profile $P'\n" },
            {
                "DanglingProfileInCommand",
                "[profile a]\ncredential_process = env AWS_CONFIG_FILE=/x aws x --profile nope\n"
            },
            {
                "DanglingProfileInCommand",
                "[profile a]\ncredential_process = /x/roleassist credential-process --name-in-hex 61\n"
            },
            {
                "ProfileCycle",
                $"[profile a]\nrole_arn = {Arn}\nsource_profile = a\n---\n[a]\naws_access_key_id = AKIA\n"
            },
            { "NoSource", $"[profile a]\nrole_arn = {Arn}\n{Source}" },
            {
                "LongLivedKeyInPlainText",
                "---\n[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\naws_session_token = t\n"
            },
            {
                "SecretElsewhere",
                "# AKIAIOSFODNN7EXAMPLE\n---\n[a]\naws_access_key_id = AKIAIOSFODNN7EXBMPLE\naws_secret_access_key = x\n"
            },
            {
                "SecretElsewhere",
                $"# wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n[profile a]\nmy_password = {Secret}\n---\n[a]\naws_access_key_id = x\n"
                    + $"aws_secret_access_key = {Secret}\n"
            },
            {
                "SecretElsewhere",
                "# 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12\n[profile a]\ncredential_process = /opt/Company/Platform2/Credentials/BinTool\n"
            },
            {
                "LegacySso",
                "[profile a]\nsso_session = s\n[sso-session s]\nsso_start_url = https://x.awsapps.com/start\n"
            },
            {
                "SsoConflict",
                "[profile a]\nsso_session = s\nsso_region = eu-west-1\n[sso-session s]\nsso_region = eu-west-1\n"
            },
            { "DurationOverChainCap", $"[profile a]\nrole_arn = {Arn}\nduration_seconds = 7200\n{Source}" },
            { "PartitionMismatch", $"[profile a]\nrole_arn = {Arn}\nregion = eu-west-1\n{Source}" },
            { "RegionUnknown", "[profile a]\nregion = aws-global\n" },
            { "RegionUnknown", "[profile a]\nregion = garage\nendpoint_url = http://localhost:3900\n" },
            {
                "EndpointInsecure",
                "[profile a]\nendpoint_url = http://[::1]:4566\nec2_metadata_service_endpoint = http://169.254.169.254\n"
            },
            { "EndpointInsecure", "[profile a]\nendpoint_url = http://localstack:4566\n" },
            { "EndpointInsecure", "[profile a]\nendpoint_url = http://host.docker.internal:4566\n" },
            {
                "ProcessCallsItself",
                "[profile a]\nroleassist_key = k\ncredential_process = /opt/roleassist credential-process a\n"
            },
            { "ProcessCallsItself", "[profile a]\ncredential_process = aws --profile ab\n" },
            { "UnusedSsoSession", "[profile a]\nsso_session = s\n[sso-session s]\n" },
            { "DefaultShadowsEndpoint", "[default]\nregion = eu-west-1\n" },
            { "NameNeedsQuotes", "[profile \"a b\"]\n" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Finds_the_mistake_at_its_place(string code, string text)
    {
        var marked = MarkedText.Read(text);

        Assert.Equal(
            marked.Places,
            Find(marked.Files)
                .Where(found => found.Code == code)
                .Select(found => MarkedText.Describe(found.Document.Kind, found.Span.Start, found.Span.End))
        );
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public void Says_nothing_about_what_is_right(string code, string text) =>
        Assert.DoesNotContain(Find(MarkedText.Read(text).Files), found => found.Code == code);

    [Fact]
    public void Every_rule_about_the_text_has_a_test_and_a_unique_code()
    {
        string[] elsewhere = [.. DiskRulesTests.Codes, "NotReadBy", "DurationIgnored"];
        var rules = typeof(ConfigRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, ((ConfigRule)field.GetValue(null)!).Code))
            .ToList();

        Assert.All(rules, rule => Assert.Equal(rule.Name, rule.Code));
        Assert.Equal(
            rules.Select(rule => rule.Code).Except(elsewhere).Order(),
            Mistakes.Select(mistake => mistake.Data.Item1).Distinct().Order()
        );
    }

    [Fact]
    public void Every_code_has_a_section_in_the_documentation()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "diagnostics.md"))
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line["### ".Length..])
            .ToHashSet();
        var codes = typeof(ConfigRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Concat(typeof(PortabilityRules).GetFields(BindingFlags.Public | BindingFlags.Static))
            .Concat(typeof(IgnoredLineRules).GetFields(BindingFlags.Public | BindingFlags.Static))
            .Concat(typeof(UnusableSectionRules).GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => field.Name)
            .Concat([
                "SettingMisspelt",
                "DurationNotWhole",
                "ConfigurationInvalid",
                "ConfigurationUnreadable",
                "CredentialsMissing",
            ]);

        Assert.Equal(codes.Order(), documented.Order());
    }

    [Fact]
    public void Every_message_is_sentences_for_users()
    {
        Assert.All(
            Mistakes.SelectMany(mistake => Find(MarkedText.Read(mistake.Data.Item2).Files)),
            found =>
            {
                Assert.Matches(@"^[A-Za-z'\[].*[.?]$", found.Message);
                Assert.DoesNotContain("{", found.Message, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void Says_what_people_search_for()
    {
        var message = Assert
            .Single(
                Find(MarkedText.Read("[profile a]\nretry_mode = legacy\n").Files),
                found => found.Code == "ValueDividesSdks"
            )
            .Message;

        Assert.Contains("No RegionEndpoint or ServiceURL configured", message, StringComparison.Ordinal);
        Assert.Contains("AWS Signature V4a", message, StringComparison.Ordinal);
        Assert.Contains("The AWS CLI and boto3 accept it.", message, StringComparison.Ordinal);
        Assert.EndsWith("Write standard or adaptive.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_message_holds_a_secret()
    {
        const string Secret = "wJalrXUtnFEMIaK7MDENGbPxRfiCYzzzzzzzzzKEY";
        var files = MarkedText
            .Read(
                $"[default]\naws_secret_access_key = {Secret}\n[profile a]\naws_access_key_id = x\naws_session_token = {Secret}\n---\n"
                    + $"[b]\naws_secret_access_key = {Secret}\naws_security_token = {Secret}\n"
            )
            .Files;

        Assert.All(Find(files), found => Assert.DoesNotContain(Secret, found.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_fails_silences_no_other()
    {
        var files = MarkedText.Read("[profile a]\noutput = jsn\n").Files;
        var failed = new List<string>();
        var options = Options with { Failed = fault => failed.Add(fault.Message) };

        var found = ConfigAnalyzer.Check(
            [_ => throw new InvalidOperationException("broken"), ValueRules.Check],
            new ConfigModel(files, options),
            _ => [],
            [],
            [],
            CancellationToken.None
        );

        Assert.Equal("InvalidValue", Assert.Single(found).Code);
        Assert.Equal(["broken"], failed);
    }

    [Fact]
    public void Mends_a_repeated_mistake_where_it_stands()
    {
        var files = MarkedText.Read("[profile a]\nretry_mode = Standard\n[profile b]\nretry_mode = Standard\n").Files;

        var found = Find(files);

        Assert.Equal([1, 3], found.Select(one => one.Document.PositionOf(one.Span.Start).Line));
        Assert.Equal(found.Select(one => one.Span), found.Select(one => Assert.Single(one.Fixes[0].Edits!()).Span));
    }

    [Fact]
    public void Reports_a_limited_number_of_findings_of_each_document()
    {
        var document = MarkedText.Read("[profile a]\n").Files.Config!;
        var finding = new ConfigFinding(document, "X", FindingLevel.Error, default, "X.");

        Assert.Equal(
            ConfigAnalyzer.MostFindings,
            ConfigAnalyzer.Limit(Enumerable.Repeat(finding, 2 * ConfigAnalyzer.MostFindings)).Count
        );
    }

    [Theory]
    [InlineData(
        "[profile a]\nrole_arn = ROLE\nexternal_id = a\nsource_profile = s\n[profile s]\n",
        "2 to 1,224 letters"
    )]
    [InlineData("[profile a]\nservices = s\n[services s]\nec2 = foo\n", "'ec2' is a service here")]
    [InlineData("[profile a]\nimage = x.org\n", "image must begin with http:// or https://.$")]
    [InlineData("[profile a]\nendpoint_url = x.org\n", "Invalid endpoint")]
    public void Says_what_helps(string text, string words) =>
        Assert.Contains(
            Find(MarkedText.Read(text.Replace("ROLE", Arn, StringComparison.Ordinal)).Files),
            found => $"{found.Message}$".Contains(words, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("region = x")]
    [InlineData("region = eu")]
    public void A_letter_or_two_suggest_no_region(string line) =>
        Assert.Empty(
            Find(MarkedText.Read($"[profile a]\n{line}\n").Files).Single(found => found.Code == "RegionUnknown").Fixes
        );

    [Fact]
    public void A_document_of_its_own_is_not_judged_as_the_users_file()
    {
        var files = MarkedText.Read($"[default]\nrole_arn = {Arn}\nsource_profile = b\n").Files;

        Assert.Contains(Find(files), found => found.Code == "DefaultShadowsEndpoint");
        var foreign = Find(files with { IsForeign = true });
        Assert.DoesNotContain(foreign, found => found.Code == "DefaultShadowsEndpoint");
        Assert.Contains(
            "'b' in this document.",
            foreign.Single(found => found.Code == "DanglingSourceProfile").Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("[profile a]\n# roleassist: ignore InvalidValue\nretry_mode = foo\n")]
    [InlineData(
        "# roleassist: ignore UnknownProperty, InvalidValue\n[profile a]\nregion = eu-west-1\nretry_mode = foo\n"
    )]
    [InlineData("[profile a]\n; RoleAssist: ignore invalidvalue\n# why\nretry_mode = foo\n")]
    public void A_comment_switches_a_rule_off(string text) =>
        Assert.DoesNotContain(Find(MarkedText.Read(text).Files), found => found.Code == "InvalidValue");

    [Theory]
    [InlineData("[profile a]\n# roleassist: ignore ValueDividesSdks\nretry_mode = foo\n")]
    [InlineData("[profile a]\n# roleassist: ignore InvalidValue\nregion = eu-west-1\nretry_mode = foo\n")]
    [InlineData("# roleassist: ignore InvalidValue\n\n[profile a]\nretry_mode = foo\n")]
    public void But_only_that_rule_and_only_there(string text) =>
        Assert.Contains(Find(MarkedText.Read(text).Files), found => found.Code == "InvalidValue");

    [Fact]
    public void Expired_keys_are_unnecessary()
    {
        const string Keys =
            "---\n[a]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\naws_session_token = t\nx_security_token_expires = ";
        bool IsUnnecessary(string time) =>
            Find(MarkedText.Read($"{Keys}{time}\n").Files)
                .Single(found => found.Code == "TemporaryKeysInFile")
                .IsUnnecessary;

        Assert.True(IsUnnecessary("2026-11-28T23:59:59Z"));
        Assert.False(IsUnnecessary("2026-11-29T00:00:01Z"));
    }

    [Fact]
    public void Tells_what_the_users_SDKs_do_not_read_on_request()
    {
        var files = MarkedText
            .Read($"[profile a]\nrole_arn = {Arn}\nduration_seconds = 7200\nca_bundle = /x\n{Source}")
            .Files;
        var options = Options with { Sdks = [RoleAssist.Core.Settings.Sdk.Net] };

        var unread = Assert.Single(ConfigAnalyzer.Analyze(files, options), found => found.Code == "NotReadBy");
        Assert.Equal("The SDK for .NET does not read duration_seconds, ca_bundle.", unread.Message);
        Assert.Contains(ConfigAnalyzer.Analyze(files, options), found => found.Code == "DurationIgnored");
        Assert.DoesNotContain(Find(files), found => found.Code is "NotReadBy" or "DurationIgnored");
    }

    [Fact]
    public void The_problems_of_reading_keep_their_names()
    {
        var codes = Find(MarkedText.Read("[a]\n[profile b] # c\nRegion = eu-west-1\nx\nrol_arn = x\n").Files)
            .Select(found => found.Code)
            .ToList();

        Assert.Contains("ProfilePrefixMissing", codes);
        Assert.Contains("CommentAfterHeader", codes);
        Assert.Contains("CapitalsInPropertyName", codes);
        Assert.Contains("ConfigurationInvalid", codes);
        Assert.Contains("SettingMisspelt", codes);
        Assert.DoesNotContain("UnknownProperty", codes);
    }

    /// <summary>The other codes of reading are in <see cref="SharedConfig.RuleTests"/>.</summary>
    [Theory]
    [InlineData("ConfigurationInvalid", "[profile a]\nregion\n")]
    [InlineData("SettingMisspelt", "[profile a]\nrol_arn = x\n")]
    [InlineData("SettingNameUnreadable", "[profile a]\nrole arn = x\n")]
    [InlineData("HeaderInValue", "[profile a]\nregion = eu-west-1[profile b]\n")]
    [InlineData("DurationNotWhole", "[profile a]\nduration_seconds = 1h\n")]
    public void A_line_that_makes_its_profile_unusable_is_one_error(string code, string text)
    {
        var found = Assert.Single(
            Find(MarkedText.Read(text).Files),
            found => found.Document.PositionOf(found.Span.Start).Line == 1
        );

        Assert.Equal((code, FindingLevel.Error, true), (found.Code, found.Level, found.IsOfReading));
    }

    [Theory]
    [InlineData("A", "UTF-8", false)]
    [InlineData("\uFFFD\uFFFD[\0p\0r\0o\0f\0i\0l\0e\0 \0a\0]\0\n\0r\0=\0x\0\n\0", "a mark, little endian", true)]
    [InlineData("\uFFFD\uFFFD\0[\0p\0]\0\n\0r\0=\0x\0\n", "a mark, big endian", true)]
    [InlineData("[\0p\0r\0o\0 \0a\0]\0\n\0r\0=\0x\0\n\0", "no mark", true)]
    [InlineData("\u00FF\u00FE[\0p\0]\0\r\0\n\0r\0=\0x\0", "Latin-1", true)]
    public void A_text_that_was_UTF16_has_one_finding(string text, string how, bool isMisread)
    {
        var found = Find(MarkedText.Read(text).Files);

        Assert.True(Assert.Single(found).Message.Contains("UTF-16", StringComparison.Ordinal) == isMisread, how);
    }

    [Fact]
    public void Names_are_not_called_undefined_while_a_file_is_out_of_sight()
    {
        var files = MarkedText.Read($"[profile a]\nrole_arn = {Arn}\nsource_profile = b\n[sso-session s]\n").Files;

        Assert.Contains(Find(files), found => found.Code == "DanglingSourceProfile");
        Assert.DoesNotContain(
            Find(files with { Unseen = "The credentials file cannot be read." }),
            found => found.Code is "DanglingSourceProfile" or "UnusedSsoSession"
        );
    }

    [Fact]
    public void Describes_a_long_loop_in_short()
    {
        var text = string.Concat(
            Enumerable.Range(0, 9).Select(i => $"[profile p{i}]\nrole_arn = {Arn}\nsource_profile = p{(i + 1) % 9}\n")
        );

        var messages = Find(MarkedText.Read(text).Files)
            .Where(found => found.Code == "ProfileCycle")
            .Select(found => found.Message)
            .ToList();

        Assert.Equal(9, messages.Count);
        Assert.Contains(": p7 -> p8 -> p0 -> p1 -> p2 -> p3 -> … -> p7. ", messages[7], StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_for_a_section_and_for_a_setting_in_it_both_count()
    {
        const string Text = """
            # roleassist: ignore UnknownProperty
            [profile a]
            # roleassist: ignore InvalidValue
            retry_mode = foo
            max_attempts = 0
            colour_of_hat = red
            [profile b]
            colour_of_hat = red

            """;

        Assert.Equal(
            [("InvalidValue", 4), ("UnknownProperty", 7)],
            Find(MarkedText.Read(Text.ReplaceLineEndings("\n")).Files)
                .Select(found => (found.Code, found.Document.PositionOf(found.Span.Start).Line))
        );
    }

    internal static IReadOnlyList<ConfigFinding> Find(ConfigFileSet files) => ConfigAnalyzer.Analyze(files, Options);
}
