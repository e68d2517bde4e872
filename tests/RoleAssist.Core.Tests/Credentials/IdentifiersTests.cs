using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Tests.Credentials;

public class IdentifiersTests
{
    [Theory]
    [InlineData("arn:aws:sts::123456789012:assumed-role/admin/jane@example.com", true)]
    [InlineData("arn:aws-us-gov:iam::123456789012:user/division/path/jane", true)]
    [InlineData("arn:aws:iam::123456789012:root", true)]
    [InlineData("arn:aws:sts:::assumed-role/Ceph/session", true)]
    [InlineData("arn:aws:sts::1:assumed-role/admin/\u009b31m", false)]
    [InlineData("arn:aws:sts::1:assumed-role/admin/\r\nFAKE", false)]
    [InlineData("arn:aws:sts::1:assumed-role/admin/x\n", false)]
    [InlineData("arn:aws:sts::1:assumed-role/\u202Enimda/x", false)]
    [InlineData("arn:aws:sts::1:assumed-role/[a](command:x)/x", false)]
    [InlineData("arn:aws:sts::1:assumed-role/<command:x>/x", false)]
    [InlineData("arn:aws:sts::1", false)]
    [InlineData("ARN", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_ARN_is_printable_ASCII_in_six_parts(string? text, bool expected) =>
        Assert.Equal(expected, Identifiers.IsArn(text));

    [Fact]
    public void Limits_the_length_of_identifiers()
    {
        Assert.False(Identifiers.IsArn("arn:aws:sts::1:" + new string('x', 5000)));
        Assert.False(Identifiers.IsAccount(new string('1', 65)));
        Assert.False(Identifiers.IsUserId(new string('A', 300)));
        Assert.False(Identifiers.IsAccessKeyId(new string('A', 2000)));
        Assert.False(Identifiers.IsSecret(new string('A', 1_000_000)));
    }

    [Theory]
    [InlineData("ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG", "FwoGZXIvYXdzE==", true)]
    [InlineData("test", "test", null, true)]
    [InlineData("AKIA\u001b[31m", "secret", null, false)]
    [InlineData("AKIA\u00A0", "secret", null, false)]
    [InlineData("AKIAX", "sec\u00A0ret", null, false)]
    [InlineData("AKIAX", "secret", "tok\nen", false)]
    [InlineData("AKIAX", "secret", "", false)]
    public void Accepts_only_credentials_that_a_header_can_contain(
        string id,
        string secret,
        string? token,
        bool expected
    ) => Assert.Equal(expected, Identifiers.AreCredentials(id, secret, token));
}
