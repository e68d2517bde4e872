using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

public class RoleReferenceTests
{
    private static readonly AwsFiles Files = new AwsFiles()
        .User("home", ("region", "cn-north-1"))
        .User("default", ("region", "eu-central-1"));

    [Theory]
    [InlineData("arn:aws:iam::222233334444:role/admin", null, "arn:aws:iam::222233334444:role/admin")]
    [InlineData(
        "  arn:aws-us-gov:iam::222233334444:role/team/ops/admin ",
        null,
        "arn:aws-us-gov:iam::222233334444:role/team/ops/admin"
    )]
    [InlineData("222233334444/admin", null, "arn:aws:iam::222233334444:role/admin")]
    [InlineData("222233334444 admin", null, "arn:aws:iam::222233334444:role/admin")]
    [InlineData("222233334444:role/team/admin", null, "arn:aws:iam::222233334444:role/team/admin")]
    [InlineData("222233334444/admin", "home", "arn:aws-cn:iam::222233334444:role/admin")]
    public void Accepts_an_arn_or_an_account_and_name_in_the_sources_partition(
        string written,
        string? source,
        string arn
    )
    {
        var chain = Resolve(written, source);

        Assert.Equal(arn, Assert.IsType<AssumeRoleStep>(chain.Steps[^1]).RoleArn);
        Assert.Equal(arn, chain.Profile);
    }

    [Theory]
    [InlineData("arn:aws:iam::222233334444:user/ana", "not the ARN of a role", "ACCOUNT/NAME")]
    [InlineData("arn:awz:iam::222233334444:role/admin", "no partition 'awz'", "'aws'")]
    [InlineData("arn:aws:iam::2222:role/admin", "'2222' in place of an account", "12 digits")]
    [InlineData("arn:aws:iam::222233334444:role/", "does not name a role", "ACCOUNT/NAME")]
    [InlineData("arn:aws:iam::222233334444:role/ad min", "does not name a role", "ACCOUNT/NAME")]
    [InlineData("2222/admin", "not the ARN of a role", "ACCOUNT/NAME")]
    [InlineData("", "not the ARN of a role", "ACCOUNT/NAME")]
    public void Rejects_an_invalid_role_before_any_call(string written, string message, string hint)
    {
        var refused = Assert.Throws<RoleAssistException>(() => Resolve(written, null));

        Assert.Equal(ErrorCode.InvalidArgument, refused.Code);
        Assert.Contains(message, refused.Summary, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
    }

    private static RoleChain Resolve(string written, string? source) =>
        new RoleChainResolver(new ProcessEnvironment([])).Resolve(
            Files.Load(),
            new AssumeTarget { RoleArn = written, SourceProfile = source }
        );
}
