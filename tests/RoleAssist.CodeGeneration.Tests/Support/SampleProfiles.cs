using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>In-memory profiles of every kind that code can be generated for.</summary>
internal sealed class SampleProfiles(string tokenFile) : IProfileStore
{
    public const string LongLivedSecret = "wJalrXUtnFEMI7K7MDENGbPxRfiCYzzzzzzzzKEY";

    private readonly Dictionary<string, (string Name, string Value)[]> _profiles = new()
    {
        ["home"] =
        [
            ("aws_access_key_id", "AKIAABCDEFGHIJKLMNOP"),
            ("aws_secret_access_key", LongLivedSecret),
            ("region", "us-east-1"),
        ],
        ["home-mfa"] =
        [
            ("aws_access_key_id", "AKIAABCDEFGHIJKLMNOP"),
            ("aws_secret_access_key", LongLivedSecret),
            ("region", "us-east-1"),
            ("mfa_serial", "arn:aws:iam::111122223333:mfa/alice"),
            ("duration_seconds", "28800"),
        ],
        ["prod-admin"] =
        [
            ("role_arn", "arn:aws:iam::444455556666:role/admin"),
            ("source_profile", "home"),
            ("mfa_serial", "arn:aws:iam::111122223333:mfa/alice"),
            ("region", "eu-central-1"),
            ("duration_seconds", "14400"),
        ],
        ["vendor"] =
        [
            ("role_arn", "arn:aws:iam::777788889999:role/vendor-access"),
            ("source_profile", "home"),
            ("external_id", "roleassist-sandbox"),
            ("region", "eu-west-1"),
            ("role_session_name", "nightly-report"),
        ],
        ["prod-audit"] =
        [
            ("role_arn", "arn:aws:iam::555566667777:role/auditor"),
            ("source_profile", "prod-admin"),
            ("external_id", "audit:2026"),
            ("region", "eu-central-1"),
        ],
        ["ci"] =
        [
            ("role_arn", "arn:aws:iam::444455556666:role/deploy"),
            ("web_identity_token_file", tokenFile),
            ("role_session_name", "build-42"),
            ("region", "eu-central-1"),
        ],
        ["sso"] =
        [
            ("sso_start_url", "https://example.awsapps.com/start"),
            ("sso_region", "us-east-1"),
            ("sso_account_id", "222233334444"),
            ("sso_role_name", "Developer"),
            ("region", "us-east-1"),
        ],
        ["emulated"] =
        [
            ("credential_process", "print-keys"),
            ("endpoint_url", "http://localhost:4566"),
            ("region", "us-east-1"),
        ],
        ["report"] =
        [
            ("role_arn", "arn:aws:iam::444455556666:role/report-writer"),
            ("credential_source", "EcsContainer"),
            ("region", "eu-central-1"),
        ],
        ["both"] =
        [
            ("aws_access_key_id", "AKIAABCDEFGHIJKLMNOP"),
            ("aws_secret_access_key", LongLivedSecret),
            ("role_arn", "arn:aws:iam::444455556666:role/admin"),
            ("source_profile", "both"),
            ("region", "eu-central-1"),
        ],
        ["default"] =
        [
            ("aws_access_key_id", "AKIAABCDEFGHIJKLMNOP"),
            ("aws_secret_access_key", LongLivedSecret),
            ("region", "us-east-1"),
        ],
        ["on-default"] =
        [
            ("role_arn", "arn:aws:iam::444455556666:role/admin"),
            ("source_profile", "default"),
            ("region", "eu-central-1"),
        ],
        ["over-default"] =
        [
            ("role_arn", "arn:aws:iam::555566667777:role/auditor"),
            ("source_profile", "on-default"),
            ("region", "eu-central-1"),
        ],
        ["gov"] = [("role_arn", "arn:aws-us-gov:iam::444455556666:role/admin"), ("source_profile", "home")],
        ["over-sso"] =
        [
            ("role_arn", "arn:aws:iam::222233334444:role/deployer"),
            ("source_profile", "sso"),
            ("region", "us-east-1"),
        ],
    };

    public static SampleHandler Handler(
        string tokenFile = "/run/build-token",
        params IEnumerable<(string Name, string Value)> environment
    )
    {
        var names = new RoleSessionNames(new Workstation("alice", "laptop"), new CurrentClient(), text => text);
        var resolver = new RoleChainResolver(
            new ProcessEnvironment(environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)))
        );
        var sample = new SampleProfiles(tokenFile);
        return new SampleHandler(new GenerateCodeHandler(sample, resolver, new CodeFactsReader(names)), sample.Load());
    }

    public ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Load());

    private ProfileSet Load() =>
        new(
            [
                .. _profiles.Select(profile => new Profile(
                    profile.Key,
                    profile.Value.ToDictionary(
                        setting => setting.Name,
                        setting => new Setting(setting.Value, new SourceLocation("config", 1, 1))
                    )
                )),
            ],
            new Dictionary<string, Profile>(),
            []
        );
}
