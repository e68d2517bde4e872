using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

public class RoleChainResolverTests
{
    private readonly AwsFiles _files = new AwsFiles()
        .User("home", ("region", "eu-west-1"))
        .User("careful", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"))
        .Profile(
            "temporary",
            ("aws_access_key_id", "ASIA-t"),
            ("aws_secret_access_key", "s"),
            ("aws_session_token", "t")
        )
        .Role(
            "dev",
            "home",
            ("region", "eu-central-1"),
            ("external_id", "x-1"),
            ("duration_seconds", "7200"),
            ("role_session_name", "me")
        )
        .Role("admin", "home", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"))
        .Role("audit", "admin");

    [Fact]
    public void Assumes_a_role_with_the_keys_of_its_source()
    {
        var chain = Resolve("dev");

        Assert.Equal("AKIA-home", KeyOf(chain));
        Assert.Equal(ProfileKind.AccessKey, chain.Base.Kind);
        var step = Assert.IsType<AssumeRoleStep>(Assert.Single(chain.Steps));
        Assert.Equal(
            ("arn:aws:iam::123456789012:role/dev", "x-1", 7200, "me", "eu-central-1"),
            (step.RoleArn, step.ExternalId, step.DurationSeconds, step.RoleSessionName, chain.Region)
        );
        Assert.Null(chain.MfaSerial);
    }

    [Fact]
    public void Assumes_the_source_role_first_and_needs_a_code_for_the_first_step()
    {
        var chain = Resolve("audit");

        Assert.Equal(["admin", "audit"], chain.Steps.Cast<AssumeRoleStep>().Select(step => step.Profile));
        Assert.Equal("arn:aws:iam::123456789012:mfa/ana", chain.MfaSerial);
    }

    [Theory]
    [InlineData("eu-north-1", "eu-north-1", true)]
    [InlineData("us-gov-west-1", null, false)] // not in the role's partition
    public void Uses_the_region_of_the_default_profile_for_a_role_without_one(
        string ofDefault,
        string? region,
        bool isDefault
    )
    {
        _files.Profile("default", ("region", ofDefault)).Role("plain", "careful");

        var chain = Resolve("plain");

        Assert.Equal((region, isDefault), (chain.Region, chain.HasDefaultRegion));
    }

    [Theory]
    [InlineData("222233334444/team/dev")]
    [InlineData(" arn:aws:iam::222233334444:role/team/dev ")]
    public void Accepts_a_role_in_place_of_a_profile(string role)
    {
        _files.User("default", ("region", "eu-west-1"));

        var chain = Resolve(role);

        Assert.Equal(
            "arn:aws:iam::222233334444:role/team/dev",
            Assert.IsType<AssumeRoleStep>(Assert.Single(chain.Steps)).RoleArn
        );
        Assert.Equal("AKIA-default", KeyOf(chain));
    }

    [Fact]
    public void Prefers_a_profile_whose_name_looks_like_a_role()
    {
        _files.User("222233334444/dev");

        Assert.Equal("AKIA-222233334444/dev", KeyOf(Resolve("222233334444/dev")));
    }

    [Fact]
    public void Takes_the_partition_of_an_account_and_name_from_the_sources_region()
    {
        _files.User("default", ("region", "us-gov-west-1"));

        Assert.Equal(
            "arn:aws-us-gov:iam::222233334444:role/dev",
            Assert.IsType<AssumeRoleStep>(Assert.Single(Resolve("222233334444/dev").Steps)).RoleArn
        );
    }

    [Theory]
    [InlineData("AWS_PROFILE")]
    [InlineData("AWS_DEFAULT_PROFILE")]
    public void Reports_the_variable_that_specifies_an_unknown_profile(string variable)
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            Resolve(new AssumeTarget(), environment: [(variable, "hom")])
        );

        Assert.Equal((ErrorCode.ProfileNotFound, "hom"), (fault.Code, fault.Profile));
        Assert.Contains($"which the variable {variable} specifies", fault.Summary, StringComparison.Ordinal);
        Assert.Contains("'home'", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolves_a_long_chain_without_a_stack_overflow()
    {
        const int roles = 2_000;
        foreach (var number in Enumerable.Range(1, roles))
        {
            _files.Role($"{number}", number == 1 ? "home" : $"{number - 1}");
        }

        RoleChain? chain = null;
        var shallow = new Thread(() => chain = Resolve($"{roles}"), maxStackSize: 256 * 1024);
        shallow.Start();
        shallow.Join();

        Assert.Equal(roles, chain!.Steps.Count);
    }

    [Fact]
    public void Ignores_an_mfa_serial_from_the_second_step_on()
    {
        _files.Role("late", "dev", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"));

        Assert.Null(Resolve("late").MfaSerial);
    }

    [Fact]
    public void Exchanges_a_users_long_lived_key_for_a_session()
    {
        var chain = Resolve("careful");

        Assert.IsType<GetSessionTokenStep>(Assert.Single(chain.Steps));
        Assert.Equal("arn:aws:iam::123456789012:mfa/ana", chain.MfaSerial);
    }

    [Fact]
    public void Uses_temporary_keys_unchanged() => Assert.Empty(Resolve("temporary").Steps);

    [Fact]
    public void A_profile_can_be_its_own_source()
    {
        _files.User("self", ("role_arn", "arn:aws:iam::123456789012:role/self"), ("source_profile", "self"));

        var chain = Resolve("self");

        Assert.Equal("AKIA-self", KeyOf(chain));
        Assert.Single(chain.Steps);
    }

    [Fact]
    public void Keys_of_a_source_profile_take_precedence_over_its_role()
    {
        _files.User("both", ("role_arn", "arn:aws:iam::123456789012:role/both"), ("source_profile", "home"));
        _files.Role("above", "both");

        var chain = Resolve("above");

        Assert.Equal("AKIA-both", KeyOf(chain));
        Assert.Equal("above", Assert.IsType<AssumeRoleStep>(Assert.Single(chain.Steps)).Profile);
    }

    [Fact]
    public void Options_apply_only_to_the_last_role()
    {
        var chain = Resolve(
            new AssumeTarget
            {
                Profile = "audit",
                DurationSeconds = 900,
                ExternalId = "x-2",
                RoleSessionName = "other",
                Region = "us-west-2",
                Policy = "{}",
                PolicyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                Tags = new Dictionary<string, string> { ["team"] = "a" },
                TransitiveTagKeys = ["team"],
                SourceIdentity = "ana",
            }
        );

        var (first, last) = ((AssumeRoleStep)chain.Steps[0], (AssumeRoleStep)chain.Steps[1]);
        Assert.Equal(
            (null, null, null, null),
            (first.DurationSeconds, first.ExternalId, first.Policy, first.SourceIdentity)
        );
        Assert.Equal(
            (900, "x-2", "other", "{}", "ana"),
            (last.DurationSeconds, last.ExternalId, last.RoleSessionName, last.Policy, last.SourceIdentity)
        );
        Assert.Equal(
            ("arn:aws:iam::aws:policy/ReadOnlyAccess", "a", "team"),
            (last.PolicyArns[0], last.Tags["team"], last.TransitiveTagKeys[0])
        );
        Assert.Equal(("us-west-2", "us-west-2"), (chain.Region, chain.Sts.SigningRegion));
    }

    [Fact]
    public void Assumes_a_role_arn_with_the_specified_source_and_its_region()
    {
        var chain = Resolve(
            new AssumeTarget { Profile = "arn:aws:iam::210987654321:role/guest", SourceProfile = "home" }
        );

        Assert.Equal("arn:aws:iam::210987654321:role/guest", chain.Profile);
        Assert.Equal(("AKIA-home", "eu-west-1"), (KeyOf(chain), chain.Region));
    }

    [Fact]
    public void Uses_the_endpoint_settings_of_the_source_for_a_role_arn()
    {
        _files.User("far", ("region", "eu-west-1"), ("use_fips_endpoint", "true"), ("ca_bundle", "/ca.pem"));

        var chain = Resolve(
            new AssumeTarget { Profile = "arn:aws:iam::210987654321:role/guest", SourceProfile = "far" }
        );

        Assert.Equal(
            ("https://sts-fips.eu-west-1.amazonaws.com", "/ca.pem"),
            (chain.Sts.ToString(), chain.Sts.CaBundle?.Path)
        );
    }

    [Fact]
    public void Assumes_a_role_arn_without_a_source_with_the_default_identity()
    {
        var files = new AwsFiles().User("default");
        var target = new AssumeTarget { RoleArn = "arn:aws:iam::210987654321:role/guest" };

        Assert.Equal("AKIA-default", KeyOf(Resolve(target, files: files)));
        Assert.Equal("AKIA-e", KeyOf(Resolve(target, files: files, environment: Keys)));
        Assert.Equal("AKIA-home", KeyOf(Resolve(target, environment: [("AWS_PROFILE", "home")])));
    }

    [Fact]
    public void Assumes_a_role_arn_given_with_a_profile_with_that_profiles_keys()
    {
        var chain = Resolve(new AssumeTarget { Profile = "home", RoleArn = "arn:aws:iam::210987654321:role/guest" });

        Assert.Equal("AKIA-home", KeyOf(chain));
        Assert.Equal(
            "arn:aws:iam::210987654321:role/guest",
            Assert.IsType<AssumeRoleStep>(Assert.Single(chain.Steps)).RoleArn
        );
    }

    [Fact]
    public void Keys_of_the_environment_take_precedence_over_the_default_profile()
    {
        var unspecified = new AssumeTarget();

        Assert.Equal("AKIA-e", KeyOf(Resolve(unspecified, environment: [.. Keys, ("AWS_PROFILE", "home")])));
        Assert.Equal("AKIA-home", KeyOf(Resolve(unspecified, environment: [("AWS_PROFILE", "home")])));
    }

    [Fact]
    public void Credential_source_Environment_uses_the_keys_of_the_environment()
    {
        _files.Profile("ci", ("role_arn", "arn:aws:iam::123456789012:role/ci"), ("credential_source", "Environment"));

        Assert.Equal(ProfileKind.Environment, Resolve("ci", Keys).Base.Kind);
        Assert.Equal(ErrorCode.CredentialsMissing, Failure("ci").Code);
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/r", "us-east-1", null)]
    [InlineData("arn:aws-cn:iam::123456789012:role/r", "cn-northwest-1", "cn-northwest-1")]
    [InlineData("arn:aws-us-gov:iam::123456789012:role/r", "us-gov-west-1", "us-gov-west-1")]
    [InlineData("arn:aws-eusc:iam::123456789012:role/r", "eusc-de-east-1", "eusc-de-east-1")]
    public void Without_a_region_the_roles_partition_determines_sts_and_the_region_of_programs(
        string roleArn,
        string sts,
        string? region
    )
    {
        var files = new AwsFiles().User("u").Profile("r", ("role_arn", roleArn), ("source_profile", "u"));

        var chain = Resolve(new AssumeTarget { Profile = "r" }, files);

        Assert.Equal((sts, region), (chain.Sts.SigningRegion, chain.Region));
        Assert.Equal(region is null, chain.Notes.Count == 0);
    }

    [Fact]
    public void Replaces_a_region_outside_the_roles_partition()
    {
        var files = new AwsFiles()
            .User("u")
            .Profile(
                "r",
                ("role_arn", "arn:aws-us-gov:iam::123456789012:role/r"),
                ("source_profile", "u"),
                ("region", "us-east-1")
            );

        Assert.Equal("us-gov-west-1", Resolve(new AssumeTarget { Profile = "r" }, files).Region);
    }

    [Fact]
    public void Notes_a_role_in_another_or_an_unknown_partition()
    {
        var files = new AwsFiles()
            .User("u")
            .Profile("a", ("role_arn", "arn:aws:iam::123456789012:role/a"), ("source_profile", "u"))
            .Profile("b", ("role_arn", "arn:aws-zz:iam::123456789012:role/b"), ("source_profile", "a"));

        var notes = Resolve(new AssumeTarget { Profile = "b" }, files).Notes;

        Assert.Contains(notes, note => note.Contains("is in aws: AWS does not allow", StringComparison.Ordinal));
        Assert.Contains(
            notes,
            note => note.Contains("aws-zz, which RoleAssist does not know", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:user/ana")]
    [InlineData("arn:aws:iam::123456789012:instance-profile/x")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/x/y")]
    [InlineData("arn:aws:iam::12345678901:role/x")]
    [InlineData("arn:aws:iam::1234567890123:role/x")]
    [InlineData("arn:aws:iam::123456789012:role/x y")]
    [InlineData("arn:aws:iam::123456789012:role/x\u00A0")]
    [InlineData("\"arn:aws:iam::123456789012:role/x\"")]
    public void Rejects_a_role_arn_setting_that_is_not_the_arn_of_a_role(string arn)
    {
        var files = new AwsFiles().User("u").Profile("r", ("role_arn", arn), ("source_profile", "u"));

        var fault = Assert.Throws<RoleAssistException>(() => Resolve(new AssumeTarget { Profile = "r" }, files));

        Assert.Equal((ErrorCode.ConfigurationInvalid, 1), (fault.Code, fault.Location!.Line));
    }

    [Theory]
    [InlineData("arn:aws:iam:::role/S3Access")]
    [InlineData("arn:aws:iam::tenant:role/S3Access")]
    public void Accepts_tenants_in_place_of_accounts_for_another_sts(string arn) =>
        Assert.Equal(
            arn,
            Assert
                .IsType<AssumeRoleStep>(Resolve(new AssumeTarget { Profile = arn, SourceProfile = "home" }).Steps[0])
                .RoleArn
        );

    [Fact]
    public void A_role_assumed_with_temporary_keys_lasts_one_hour_and_has_a_note()
    {
        var files = new AwsFiles()
            .Profile(
                "temporary",
                ("aws_access_key_id", "ASIA"),
                ("aws_secret_access_key", "s"),
                ("aws_session_token", "t")
            )
            .Role("long", "temporary", ("duration_seconds", "43200"));

        var chain = Resolve(new AssumeTarget { Profile = "long" }, files);

        Assert.Equal(3600, chain.LifetimeSeconds);
        Assert.Contains("asks for 43200 seconds and gets 3600", Assert.Single(chain.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Uses_the_sources_mfa_device_for_a_role_without_a_profile_and_notes_it_otherwise()
    {
        var files = new AwsFiles().User("u", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana")).Role("r", "u");

        var described = Resolve(new AssumeTarget { Profile = "r" }, files);
        Assert.Null(described.MfaSerial);
        Assert.Contains(
            "mfa_serial of profile 'u' is not used",
            Assert.Single(described.Notes),
            StringComparison.Ordinal
        );

        var typed = Resolve(
            new AssumeTarget { Profile = "arn:aws:iam::123456789012:role/x", SourceProfile = "u" },
            files
        );
        Assert.Equal("arn:aws:iam::123456789012:mfa/ana", typed.MfaSerial);
    }

    [Theory]
    [InlineData("aws:x", "AWS:y")]
    [InlineData("Team", "team")]
    public void Rejects_tags_that_sts_rejects(string one, string other)
    {
        var target = new AssumeTarget
        {
            Profile = "dev",
            Tags = new Dictionary<string, string> { [one] = "1", [other] = "2" },
        };

        Assert.Equal(ErrorCode.InvalidArgument, Assert.Throws<RoleAssistException>(() => Resolve(target)).Code);
    }

    public static TheoryData<string, ErrorCode, string> Broken =>
        new()
        {
            { "no-source", ErrorCode.ConfigurationInvalid, "nothing to assume it with" },
            { "two-sources", ErrorCode.ConfigurationInvalid, "contained both source_profile and credential_source" },
            { "unknown-source", ErrorCode.ConfigurationInvalid, "unknown credential_source 'Elsewhere'" },
            { "half", ErrorCode.ConfigurationInvalid, "missing aws_secret_access_key" },
            { "other-half", ErrorCode.ConfigurationInvalid, "missing aws_access_key_id" },
            { "token-alone", ErrorCode.ConfigurationInvalid, "missing aws_access_key_id" },
            { "nothing", ErrorCode.CredentialsMissing, "Profile 'nothing' did not contain credential information" },
            { "on-nothing", ErrorCode.CredentialsMissing, "Profile 'nothing' did not contain credential information" },
            { "on-absent", ErrorCode.ProfileNotFound, "source profile hom referenced from on-absent" },
            { "container", ErrorCode.CredentialsMissing, "no environment variables were set" },
            { "loop-a", ErrorCode.ProfileCycle, "loop-a -> loop-b -> loop-a" },
            { "into-loop", ErrorCode.ProfileCycle, "loop-a -> loop-b -> loop-a" },
            { "sso", ErrorCode.ConfigurationInvalid, "uses the sso-session 'corp', which does not exist" },
            {
                "sso-half",
                ErrorCode.ConfigurationInvalid,
                "if `sso_account_id` is set, then `sso_role_name` must also be set"
            },
            { "sso-nowhere", ErrorCode.ConfigurationInvalid, "no sso_region" },
            { "web", ErrorCode.ConfigurationInvalid, "`role_arn` was missing" },
            { "long", ErrorCode.ConfigurationInvalid, "duration_seconds = 1h" },
            { "short", ErrorCode.ConfigurationInvalid, "duration_seconds = 60" },
            {
                "name",
                ErrorCode.ConfigurationInvalid,
                "role_session_name = a b of profile 'name' may only contain letters"
            },
            { "arn", ErrorCode.ConfigurationInvalid, "role_arn = arn:foo of profile 'arn' has 7 characters" },
            { "where", ErrorCode.ConfigurationInvalid, "'eu west' is not a region" },
            { "bad-url", ErrorCode.ConfigurationInvalid, "'localhost:80' is not the URL of an endpoint" },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Reports_why_a_profile_is_invalid(string profile, ErrorCode code, string words)
    {
        const string Role = "arn:aws:iam::123456789012:role/r";
        _files
            .Profile("no-source", ("role_arn", Role))
            .Profile(
                "two-sources",
                ("role_arn", Role),
                ("source_profile", "home"),
                ("credential_source", "Environment")
            )
            .Profile("unknown-source", ("role_arn", Role), ("credential_source", "Elsewhere"))
            .Profile("container", ("role_arn", Role), ("credential_source", "EcsContainer"))
            .Profile("token-alone", ("aws_session_token", "t"))
            .Profile("half", ("aws_access_key_id", "AKIA"))
            .Profile("other-half", ("aws_secret_access_key", "s"))
            .Profile("nothing", ("region", "eu-west-1"))
            .Role("on-nothing", "nothing")
            .Role("on-absent", "hom")
            .Role("loop-a", "loop-b")
            .Role("loop-b", "loop-a")
            .Role("into-loop", "loop-a")
            .Profile("sso", ("sso_session", "corp"))
            .Profile(
                "sso-half",
                ("sso_account_id", "123456789012"),
                ("sso_start_url", "https://x"),
                ("sso_region", "eu-west-1")
            )
            .Profile(
                "sso-nowhere",
                ("sso_account_id", "123456789012"),
                ("sso_role_name", "r"),
                ("sso_start_url", "https://x")
            )
            .Profile("web", ("web_identity_token_file", "/token"))
            .Role("short", "home", ("duration_seconds", "60"))
            .Role("name", "home", ("role_session_name", "a b"))
            .Profile("arn", ("role_arn", "arn:foo"), ("source_profile", "home"))
            .Role("long", "home", ("duration_seconds", "1h"))
            .Role("where", "home", ("region", "eu west"))
            .Role("bad-url", "home", ("endpoint_url", "localhost:80"));

        var failure = Failure(profile);

        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Hint);
    }

    [Fact]
    public void Suggests_similar_names_for_an_unknown_profile()
    {
        var failure = Failure("admn");

        Assert.Equal(ErrorCode.ProfileNotFound, failure.Code);
        Assert.Equal("Did you mean 'admin'?", failure.Hint);
    }

    private static readonly (string Name, string Value)[] Keys =
    [
        ("AWS_ACCESS_KEY_ID", "AKIA-e"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
    ];

    private RoleChain Resolve(string profile, params (string Name, string Value)[] environment) =>
        Resolve(new AssumeTarget { Profile = profile }, null, environment);

    private RoleChain Resolve(
        AssumeTarget target,
        AwsFiles? files = null,
        (string Name, string Value)[]? environment = null
    ) =>
        new RoleChainResolver(
            new ProcessEnvironment((environment ?? []).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))
        ).Resolve((files ?? _files).Load(), target);

    private static string KeyOf(RoleChain chain) => Assert.IsType<KeySource>(chain.Base).Credentials.AccessKeyId;

    private RoleAssistException Failure(string profile) => Assert.Throws<RoleAssistException>(() => Resolve(profile));
}
