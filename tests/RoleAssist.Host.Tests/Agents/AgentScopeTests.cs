using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Host.Tests.Agents;

/// <summary>What an agent may do where the person has narrowed the session too: what both allow.</summary>
public class AgentScopeTests
{
    private const string Written = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":"*"}]}
        """;

    [Theory]
    [InlineData(null, Written, "s3:ListBucket", PolicyVerdict.Allowed)]
    [InlineData(null, Written, "s3:GetObject", PolicyVerdict.Denied)]
    [InlineData(null, Written, "ec2:DescribeInstances", PolicyVerdict.NotAllowed)]
    [InlineData("no-iam", null, "ec2:DescribeInstances", PolicyVerdict.Allowed)]
    [InlineData("no-iam", null, "iam:ListRoles", PolicyVerdict.Denied)]
    [InlineData("read-only", null, "ec2:DescribeInstances", PolicyVerdict.Allowed)]
    [InlineData("read-only", null, "s3:GetObject", PolicyVerdict.Denied)]
    [InlineData("only:s3", null, "s3:ListBucket", PolicyVerdict.Allowed)]
    [InlineData("only:s3", null, "s3:PutObject", PolicyVerdict.Denied)]
    [InlineData("only:s3", null, "ec2:DescribeInstances", PolicyVerdict.Denied)]
    [InlineData("only:s3,glue", null, "s3:ListBucket", PolicyVerdict.Allowed)]
    [InlineData("only:s3,glue", null, "glue:GetTable", PolicyVerdict.Denied)]
    [InlineData("read-only:ec2@eu-west-1", null, "ec2:DescribeInstances", PolicyVerdict.Denied)]
    [InlineData("agent+logs", null, "logs:FilterLogEvents", PolicyVerdict.Allowed)]
    [InlineData("agent", null, "logs:FilterLogEvents", PolicyVerdict.Denied)]
    public void An_agent_may_do_what_both_allow(string? preset, string? policy, string action, PolicyVerdict expected)
    {
        var target = new AssumeTarget
        {
            RoleArn = "arn:aws:iam::123456789012:role/developer",
            PolicyPreset = preset,
            Policy = policy,
            Agent = "robot",
        };

        Assert.Equal(expected, SessionPolicy.Parse(PolicyOf(target)).Judge(action, "eu-central-1"));
    }

    [Fact]
    public void Managed_policies_go_on_to_decide_what_is_allowed() =>
        Assert.DoesNotContain(
            "Allow",
            PolicyOf(
                new AssumeTarget
                {
                    RoleArn = "arn:aws:iam::123456789012:role/developer",
                    PolicyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                    Agent = "robot",
                }
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("only:glue", null, ErrorCode.AgentNotAllowed)]
    [InlineData(null, "not a policy", ErrorCode.InvalidArgument)]
    [InlineData(null, "{}", ErrorCode.InvalidArgument)]
    public void Rejects_what_cannot_be_narrowed(string? preset, string? policy, ErrorCode code)
    {
        var target = new AssumeTarget
        {
            RoleArn = "arn:aws:iam::123456789012:role/developer",
            PolicyPreset = preset,
            Policy = policy,
            Agent = "robot",
        };

        Assert.Equal(code, Assert.Throws<RoleAssistException>(() => PolicyOf(target)).Code);
    }

    [Fact]
    public void Rejects_policies_that_are_too_long_together()
    {
        var target = new AssumeTarget
        {
            RoleArn = "arn:aws:iam::123456789012:role/developer",
            Policy = Written.Replace("s3:*", new string('a', 600) + ":*", StringComparison.Ordinal),
            Agent = "robot",
        };

        Assert.Equal(ErrorCode.AgentNotAllowed, Assert.Throws<RoleAssistException>(() => PolicyOf(target)).Code);
    }

    private static string PolicyOf(AssumeTarget target)
    {
        var environment = new ProcessEnvironment([
            KeyValuePair.Create("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            KeyValuePair.Create("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ]);
        var chain = new RoleChainResolver(environment).Resolve(ProfileSet.Empty, target);
        return ((AssumeRoleStep)chain.Steps[^1]).Policy!;
    }
}
