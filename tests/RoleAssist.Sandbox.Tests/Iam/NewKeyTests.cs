using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Iam;

/// <summary>Tests when the services learn a new key, and what they remember of its use.</summary>
public sealed class NewKeyTests
{
    private const string Id = "AccessKeyId";

    [Fact]
    public void Sts_learns_a_new_key_before_iam_does()
    {
        var sts = new TestSts();
        var keys = CreateKey(sts);
        AssertKnown(sts, keys, toSts: false, toIam: false);

        sts.Time.Advance(TimeSpan.FromSeconds(3) - TimeSpan.FromTicks(1));
        AssertKnown(sts, keys, toSts: false, toIam: false);
        sts.Time.Advance(TimeSpan.FromTicks(1));
        AssertKnown(sts, keys, toSts: true, toIam: false);
        sts.Time.Advance(TimeSpan.FromSeconds(3));
        AssertKnown(sts, keys, toSts: true, toIam: true);
    }

    [Fact]
    public void The_delays_can_be_set()
    {
        var sts = new TestSts(new KeyRules { StsDelay = TimeSpan.FromSeconds(30), IamDelay = TimeSpan.Zero });
        var keys = CreateKey(sts);
        AssertKnown(sts, keys, toSts: false, toIam: true);
        sts.Time.Advance(TimeSpan.FromSeconds(30));
        AssertKnown(sts, keys, toSts: true, toIam: true);
    }

    [Fact]
    public void Iam_lists_a_new_key_at_once()
    {
        var sts = new TestSts();
        var keys = CreateKey(sts);
        Assert.Contains(keys.AccessKeyId, sts.CallIam(sts.AliceKeys, "ListAccessKeys").Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_was_never_used_has_no_date()
    {
        var sts = new TestSts();
        var answer = sts.CallIam(sts.AliceKeys, "GetAccessKeyLastUsed", (Id, CreateKey(sts).AccessKeyId)).Granted();
        Assert.Equal(
            ("alice", null, "N/A", "N/A"),
            (answer["UserName"], answer["LastUsedDate"], answer["ServiceName"], answer["Region"])
        );
    }

    [Fact]
    public void Remembers_the_last_service_region_and_minute_of_a_key()
    {
        var sts = new TestSts();
        var keys = CreateKey(sts);
        sts.Time.Advance(TimeSpan.FromSeconds(90));
        sts.Send((sts.Signer(keys) with { Region = "eu-west-1" }).Post("GetCallerIdentity")).Granted();
        sts.Call(keys with { SecretAccessKey = "wrong" }, "GetCallerIdentity");

        var answer = sts.CallIam(sts.AliceKeys, "GetAccessKeyLastUsed", (Id, keys.AccessKeyId)).Granted();
        Assert.Equal(
            ("2026-03-01T12:01:00Z", "sts", "eu-west-1"),
            (answer["LastUsedDate"], answer["ServiceName"], answer["Region"])
        );
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 3601)]
    public async Task Rejects_an_impossible_delay(int sts, int iam)
    {
        var rules = new KeyRules { StsDelay = TimeSpan.FromSeconds(sts), IamDelay = TimeSpan.FromSeconds(iam) };
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            SandboxServer.StartAsync(new SandboxOptions { Keys = rules }, CancellationToken.None)
        );
        Assert.Equal("The delay of a new key must be from 0 to 3600 seconds.", error.Message);
    }

    private static Keys CreateKey(TestSts sts)
    {
        var answer = sts.CallIam(sts.AliceKeys, "CreateAccessKey").Granted();
        return new Keys(answer[Id]!, answer["SecretAccessKey"]!);
    }

    private static void AssertKnown(TestSts sts, Keys keys, bool toSts, bool toIam) =>
        Assert.Equal(
            (toSts ? 200 : 403, toIam ? 200 : 403),
            (sts.CallerIdentity(keys).Status, sts.CallIam(keys, "ListAccessKeys").Status)
        );
}
