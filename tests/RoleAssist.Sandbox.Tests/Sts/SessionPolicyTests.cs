using System.Globalization;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Session policies: well formed, and not too large.</summary>
public sealed class SessionPolicyTests
{
    private const string Good = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";

    private readonly TestSts _sts = new();

    [Theory]
    [InlineData(Good)]
    [InlineData("""{"Statement":{"Effect":"Deny","NotAction":["s3:*"],"NotResource":["*"]}}""")]
    public void A_good_policy_is_accepted_and_measured(string policy)
    {
        var size = int.Parse(With(policy).Granted()["PackedPolicySize"]!, CultureInfo.InvariantCulture);
        Assert.InRange(size, 1, 100);
    }

    [Fact]
    public void Managed_policies_are_measured_too() =>
        Assert.NotNull(_sts.AssumeRole(
            _sts.AliceKeys, "open", [("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess")]).Granted()["PackedPolicySize"]);

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
    public void A_policy_of_more_than_2048_characters_is_too_large()
    {
        With(Good.PadRight(2048)).Granted();
        With(Good.PadRight(2049)).Refused(
            400, "PackedPolicyTooLarge", "Packed policy consumes 101% of allotted space, please use smaller policy.");
    }

    [Fact]
    public void Tags_that_do_not_compress_are_too_large()
    {
        var random = new Random(1);
        var tags = Enumerable.Range(1, 20).SelectMany(number => new[]
        {
            ($"Tags.member.{number}.Key", $"key{number}"),
            ($"Tags.member.{number}.Value", Convert.ToHexString(Enumerable.Range(0, 100).Select(_ => (byte)random.Next(256)).ToArray())),
        });
        Assert.Equal("PackedPolicyTooLarge", _sts.AssumeRole(_sts.AliceKeys, "open", tags).Code);
    }

    private Answer With(string policy) => _sts.AssumeRole(_sts.AliceKeys, "open", [("Policy", policy)]);
}
