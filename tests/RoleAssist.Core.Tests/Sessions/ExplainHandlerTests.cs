using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

public class ExplainHandlerTests
{
    private const string Serial = "arn:aws:iam::123456789012:mfa/ana";

    private readonly AwsFiles _files = new AwsFiles()
        .User("home")
        .Profile("temporary", ("aws_access_key_id", "ASIA"), ("aws_secret_access_key", "s"), ("aws_session_token", "t"))
        .Profile("program", ("credential_process", "print-keys"), ("mfa_serial", Serial))
        .Profile(
            "corp",
            ("sso_start_url", "https://x"),
            ("sso_region", "eu-west-1"),
            ("sso_account_id", "123456789012"),
            ("sso_role_name", "dev")
        )
        .Role("dev", "home")
        .Role("long", "home", ("duration_seconds", "43200"))
        .Role("admin", "home", ("mfa_serial", Serial))
        .Role("audit", "admin", ("duration_seconds", "43200"))
        .Role("quick", "admin")
        .Role("on-sso", "corp")
        .Profile(
            "abroad",
            ("role_arn", "arn:aws-cn:iam::123456789012:role/abroad"),
            ("source_profile", "home"),
            ("region", "eu-west-1")
        );

    /// <summary>
    /// Readable as documentation: the codes a profile needs, how long it lasts, and the rule behind it.
    /// </summary>
    [Theory]
    [InlineData("home", 0, 43_200, "cannot call IAM")]
    [InlineData("dev", 0, 3_600, null)]
    [InlineData("long", 0, 43_200, "maximum session duration")]
    [InlineData("admin", 1, 3_600, null)]
    [InlineData("quick", 1, 3_600, "role chaining")]
    [InlineData("audit", 1, 3_600, "asks for 43200 seconds and gets 3600")]
    [InlineData("on-sso", 0, 3_600, "role chaining")]
    [InlineData("program", 1, 43_200, "if the program prints temporary credentials")]
    [InlineData("temporary", 0, null, "Their issuer determines how long they last")]
    [InlineData(
        "abroad",
        0,
        3_600,
        "partition aws-cn and the region eu-west-1 is not. RoleAssist calls STS in cn-northwest-1"
    )]
    [InlineData("corp", 0, null, null)]
    public async Task Explains_the_codes_the_lifetime_and_the_rule_behind_it(
        string profile,
        int codes,
        int? seconds,
        string? note
    )
    {
        var explanation = await ExplainAsync(profile);

        Assert.Equal((codes, seconds), (explanation.Chain.CodesNeeded, explanation.Chain.LifetimeSeconds));
        if (note is null)
        {
            Assert.Empty(explanation.Notes);
        }
        else
        {
            Assert.Contains(note, Assert.Single(explanation.Notes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Shows_the_session_name_that_cloudtrail_will_show() =>
        Assert.Equal("ana@laptop", (await ExplainAsync("dev")).RoleSessionName);

    private Task<Explanation> ExplainAsync(string profile) =>
        new ExplainHandler(
            _files,
            new RoleChainResolver(new ProcessEnvironment([])),
            new SessionsInMemory(_files).Service,
            new RoleSessionNames(new Workstation("ana", "laptop"), new CurrentClient(), text => text)
        ).HandleAsync(new AssumeTarget { Profile = profile }, CancellationToken.None);
}
