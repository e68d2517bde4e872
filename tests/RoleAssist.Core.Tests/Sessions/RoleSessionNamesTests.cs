using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

public class RoleSessionNamesTests
{
    [Theory]
    [InlineData("ana", "laptop", null, "ana@laptop")]
    [InlineData("ana", "laptop", "shop", "ana@laptop+shop")]
    [InlineData(@"CORP\ana", "laptop", null, "CORP-ana@laptop")]
    [InlineData("o'neil", "my laptop", "a b/c", "o-neil@my-laptop+a-b-c")]
    [InlineData("", "", null, "@-")]
    public void Names_a_session_after_user_machine_and_workspace(
        string user,
        string host,
        string? workspace,
        string name
    ) => Assert.Equal(name, Names(user, host, workspace).SessionName(null, "dev"));

    [Theory]
    [InlineData("{profile}", "dev")]
    [InlineData("{user}-{workspace}", "ana-")]
    [InlineData("fixed", "fixed")]
    public void Uses_a_template_for_the_session_name(string template, string name) =>
        Assert.Equal(name, Names("ana", "laptop").SessionName(template, "dev"));

    [Fact]
    public void The_random_part_differs_each_time()
    {
        var names = Names("ana", "laptop");

        Assert.Matches("^ana-[0-9a-f]{8}$", names.SessionName("{user}-{random}", "dev"));
        Assert.NotEqual(names.SessionName("{random}", "dev"), names.SessionName("{random}", "dev"));
    }

    [Fact]
    public void Uses_the_users_template_by_default_and_truncates_to_64_characters()
    {
        var names = Names(new string('a', 60), "laptop", template: "{user}={profile}");

        Assert.Equal(new string('a', 60) + "=dev", names.SessionName(null, "developer")[..64]);
        Assert.Equal("x", names.SessionName("x", "dev").TrimEnd('-'));
    }

    [Fact]
    public void Transliterates_letters_of_other_scripts()
    {
        var names = new RoleSessionNames(
            new Workstation("Зоя", "büro"),
            new CurrentClient(),
            text => text.Replace("Зоя", "Zoia", StringComparison.Ordinal).Replace('ü', 'u')
        );

        Assert.Equal("Zoia@buro", names.SessionName(null, "dev"));
    }

    [Fact]
    public void Fills_in_source_identity_and_tags()
    {
        var role = new AssumeRoleStep("dev", "arn", null, null)
        {
            SourceIdentity = "{user}",
            Tags = new Dictionary<string, string> { ["from"] = "{host} now" },
        };

        var filled = Names("ana", "laptop").Fill(role, "dev");

        Assert.Equal(("ana", "laptop now"), (filled.SourceIdentity, filled.Tags["from"]));
    }

    [Theory]
    [InlineData("{user}@{host}", null)]
    [InlineData("{nobody}", "unknown placeholder '{nobody}'")]
    [InlineData("{user} name", "may only contain")]
    [InlineData("x", "has 1 characters")]
    public void Validates_a_template(string template, string? complaint)
    {
        var files = new AwsFiles().User("home").Role("dev", "home");
        var resolver = new RoleChainResolver(new ProcessEnvironment([]));

        var fault = Record.Exception(() =>
            resolver.Resolve(files.Load(), new AssumeTarget { Profile = "dev", RoleSessionName = template })
        );

        Assert.Equal(complaint is null, fault is null);
        Assert.Contains(complaint ?? "", fault?.Message ?? "", StringComparison.Ordinal);
        Assert.True(fault is null or RoleAssistException { Code: ErrorCode.InvalidArgument });
    }

    private static RoleSessionNames Names(
        string user,
        string host,
        string? workspace = null,
        string? template = null
    ) =>
        new(
            new Workstation(user, host),
            new CurrentClient { Options = new ClientOptions(SessionName: template, Workspace: workspace) },
            text => text
        );
}
