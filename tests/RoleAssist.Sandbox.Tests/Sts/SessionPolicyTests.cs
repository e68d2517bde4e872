using System.Globalization;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests the syntax and the size of session policies.</summary>
public sealed class SessionPolicyTests
{
    private const string Good =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";

    private readonly TestSts _sts = new();

    [Theory]
    [InlineData(Good)]
    [InlineData("""{"Statement":{"Effect":"Deny","NotAction":["s3:*"],"NotResource":["*"]}}""")]
    public void Accepts_and_measures_a_valid_policy(string policy)
    {
        var size = int.Parse(With(policy).Granted()["PackedPolicySize"]!, CultureInfo.InvariantCulture);
        Assert.InRange(size, 1, 100);
    }

    [Fact]
    public void Measures_managed_policies() =>
        Assert.NotNull(
            _sts.AssumeRole(
                    _sts.AliceKeys,
                    "open",
                    [("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess")]
                )
                .Granted()["PackedPolicySize"]
        );

    [Theory]
    [InlineData("{")]
    [InlineData("policy")]
    public void A_policy_must_be_json(string policy) =>
        With(policy).Refused(400, "MalformedPolicyDocument", "This policy contains invalid Json");

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Statement":[]}""")]
    [InlineData("""{"Version":"2026-01-01","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Maybe","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Principal":"*"}}""")]
    public void A_policy_must_be_a_session_policy(string policy) =>
        With(policy).Refused(400, "MalformedPolicyDocument", "Syntax errors in policy.");

    [Fact]
    public void Rejects_a_policy_of_more_than_2048_characters()
    {
        With(Good.PadRight(2048)).Granted();
        With(Good.PadRight(2049))
            .Refused(
                400,
                "PackedPolicyTooLarge",
                "Packed policy consumes 101% of allotted space, please use smaller policy."
            );
    }

    [Fact]
    public void Rejects_tags_that_do_not_compress()
    {
        var random = new Random(1);
        var tags = Enumerable
            .Range(1, 20)
            .SelectMany(number =>
                new[]
                {
                    ($"Tags.member.{number}.Key", $"key{number}"),
                    (
                        $"Tags.member.{number}.Value",
                        Convert.ToHexString(Enumerable.Range(0, 100).Select(_ => (byte)random.Next(256)).ToArray())
                    ),
                }
            );
        Assert.Equal("PackedPolicyTooLarge", _sts.AssumeRole(_sts.AliceKeys, "open", tags).Code);
    }

    private Answer With(string policy) => _sts.AssumeRole(_sts.AliceKeys, "open", [("Policy", policy)]);
}
