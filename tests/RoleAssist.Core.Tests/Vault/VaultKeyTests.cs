using System.Text;
using System.Text.Json;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Vault;

public class VaultKeyTests
{
    private const string User = "arn:aws:iam::111122223333:user/alice";
    private const string Item =
        """{"v":1,"user":"arn:aws:iam::111122223333:user/alice","current":{"id":"AKIAIOSFODNN7EXAMPLE","secret":"wJal/K7MDENG+bPxRfi","since":"2026-01-02T03:04:05+00:00"},"pending":null,"retired":null,"step":"none","mfa":"arn:aws:iam::111122223333:mfa/alice"}""";

    [Fact]
    public void Writes_what_the_format_says()
    {
        using var key = Key();
        using var json = key.ToJson();

        Assert.Equal(Item, Encoding.UTF8.GetString(json.Span));
    }

    [Fact]
    public void Reads_what_it_wrote()
    {
        using var written = Key() with
        {
            Pending = new UserAccessKey("AKIAPENDING000000000", Secret("pending")),
            Retired = new UserAccessKey("AKIARETIRED000000000", Secret("retired")),
            Step = RotationStep.Proving,
        };
        using var json = written.ToJson();
        using var read = VaultKey.FromJson(json.Span);

        Assert.Equal((User, RotationStep.Proving, written.Mfa), (read.User, read.Step, read.Mfa));
        Assert.True(read.Current.Secret.Matches(written.Current.Secret));
        Assert.Equal("AKIAPENDING000000000", read.Pending!.Id);
        Assert.True(read.Retired!.Secret.Matches(written.Retired!.Secret));
        Assert.Equal("wJal/K7MDENG+bPxRfi", read.Current.ToCredentials().SecretAccessKey);
    }

    [Fact]
    public void Keeps_what_a_newer_version_added()
    {
        var newer = Item.Replace(
                "\"step\":\"none\"",
                "\"step\":\"waiting\",\"note\":{\"a\":[1]}",
                StringComparison.Ordinal
            )
            .Replace("\"since\"", "\"region\":\"x\",\"since\"", StringComparison.Ordinal);

        using var key = VaultKey.FromJson(Encoding.UTF8.GetBytes(newer));
        using var json = key.ToJson();

        Assert.False(key.Step.IsKnown);
        var members = JsonDocument.Parse(json.Span.ToArray()).RootElement;
        Assert.Equal("waiting", members.GetProperty("step").GetString());
        Assert.Equal(1, members.GetProperty("note").GetProperty("a")[0].GetInt32());
        Assert.Equal("x", members.GetProperty("current").GetProperty("region").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":1,"user":"x","current":null}""")]
    [InlineData("""{"v":1,"user":"arn:aws:iam::1:user/a","current":{"id":"AKIA","secret":""}}""")]
    [InlineData("""{"v":1,"user":"arn:aws:iam::1:user/a","current":{"id":"AKIA","secret":"a\nb"}}""")]
    [InlineData("""{"v":1,"user":"arn:aws:iam::1:user/a","current":{"id":"AK IA","secret":"hidden"}}""")]
    [InlineData("""{"v":1,"user":"alice","current":{"id":"AKIA","secret":"hidden"}}""")]
    [InlineData("""{"v":1,"user":"arn:aws:iam::1:user/a","current":{"id":"AKIA","secret":"hidden"},"step":7}""")]
    [InlineData("""{"v":1,"v":1,"user":"arn:aws:iam::1:user/a","current":{"id":"AKIA","secret":"hidden"}}""")]
    [InlineData("""{"v":2,"user":"arn:aws:iam::1:user/a","current":{"id":"AKIA","secret":"hidden"}}""")]
    [InlineData("""{"v":1,"user":"arn:aws:iam::1:user/a","current":{"id":"AKIA","secret":"hidden"}}hidden""")]
    public void An_invalid_item_is_an_error_that_repeats_nothing(string json)
    {
        var fault = Assert.Throws<RoleAssistException>(() => VaultKey.FromJson(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(ErrorCode.KeyNotInVault, fault.Code);
        Assert.DoesNotContain("hidden", fault.ToString(), StringComparison.Ordinal);
        Assert.Null(fault.InnerException);
    }

    [Fact]
    public void No_part_of_an_item_is_read()
    {
        for (var length = 0; length < Item.Length; length++)
        {
            Assert.Throws<RoleAssistException>(() => VaultKey.FromJson(Encoding.UTF8.GetBytes(Item[..length])));
        }
    }

    [Fact]
    public void An_item_has_at_most_1024_bytes()
    {
        var path = new string('p', VaultKey.MaxBytes - Item.Length);
        using var longest = Key() with { User = User + path };
        using var json = longest.ToJson();
        Assert.Equal(VaultKey.MaxBytes, json.Length);

        using var tooLong = longest with { User = User + path + "p" };
        Assert.Equal(ErrorCode.InvalidArgument, Assert.Throws<RoleAssistException>(tooLong.ToJson).Code);
        Assert.Throws<RoleAssistException>(() =>
            VaultKey.FromJson(Encoding.UTF8.GetBytes(Item + new string(' ', 1_024)))
        );
    }

    [Fact]
    public void The_text_of_a_key_has_no_secret()
    {
        using var key = Key();

        foreach (var text in (string[])[key.ToString(), key.Current.ToString(), key.Current.Secret.ToString()])
        {
            Assert.DoesNotContain("wJal", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Disposal_overwrites_every_secret()
    {
        var key = Key() with { Pending = new UserAccessKey("AKIAPENDING000000000", Secret("pending")) };

        key.Dispose();

        Assert.Equal(-1, key.Current.Secret.Span.IndexOfAnyExcept((byte)0));
        Assert.Equal(-1, key.Pending!.Secret.Span.IndexOfAnyExcept((byte)0));
    }

    private static VaultKey Key() =>
        new(
            User,
            new UserAccessKey(
                "AKIAIOSFODNN7EXAMPLE",
                Secret("wJal/K7MDENG+bPxRfi"),
                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)
            ),
            Mfa: "arn:aws:iam::111122223333:mfa/alice"
        );

    private static SecretBytes Secret(string text) => SecretBytes.Copy(Encoding.ASCII.GetBytes(text));
}
