using RoleAssist.Core.Security;

namespace RoleAssist.Core.Tests.Security;

public class RedactorTests
{
    private readonly Redactor _redactor = new(
    [
        KeyValuePair.Create("/home/ana", "~"),
        KeyValuePair.Create("ana", "<user>"),
        KeyValuePair.Create("anas-laptop", "<machine>"),
        KeyValuePair.Create("x", "<short>"),
    ]);

    [Theory]
    [InlineData("read /home/ana/.aws/config", "read ~/.aws/config")]
    [InlineData("ana on anas-laptop, ANA too", "<user> on <machine>, <user> too")]
    [InlineData("banana and x", "banana and x")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIA<key>")]
    [InlineData("secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY.", "secret <secret>.")]
    [InlineData("arn:aws:iam::123456789012:role/admin", "arn:aws:iam::<account>:role/admin")]
    [InlineData("arn:aws:iam::123456789012:mfa/bob, next", "arn:aws:iam::<account>:mfa/<user>, next")]
    [InlineData("http://bob:pass@proxy:8080", "http://<user>@proxy:8080")]
    [InlineData("write to bob@example.com", "write to <e-mail>")]
    [InlineData("1234567890123 is no account", "1234567890123 is no account")]
    [InlineData("https://sts.eu-central-1.amazonaws.com stays", "https://sts.eu-central-1.amazonaws.com stays")]
    public void What_tells_who_somebody_is_goes_and_the_rest_stays(string text, string expected) =>
        Assert.Equal(expected, _redactor.Redact(text));
}
