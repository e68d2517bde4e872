using RoleAssist.Core.Diagnostics;

namespace RoleAssist.Core.Tests.Diagnostics;

public class RedactorTests
{
    private readonly Redactor _redactor = new([
        KeyValuePair.Create("/home/ana", "~"),
        KeyValuePair.Create("ana", "<user>"),
        KeyValuePair.Create("anas-laptop", "<machine>"),
        KeyValuePair.Create("jo", "<user>"),
        KeyValuePair.Create("is", "<user>"),
        KeyValuePair.Create("x", "<short>"),
    ]);

    [Theory]
    [InlineData("read /home/ana/.aws/config", "read ~/.aws/config")]
    [InlineData("ana on anas-laptop, ANA too", "<user> on <machine>, <user> too")]
    [InlineData("banana and x", "banana and x")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIA<key>")]
    [InlineData("secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY.", "secret <secret>.")]
    [InlineData("arn:aws:iam::123456789012:role/acme/admin", "arn:aws:iam::<account>:role/<role>")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/acme/jane.doe.", "arn:aws:sts::<account>:assumed-role/<role>")]
    [InlineData("user AIDAJANEDOE123456789, role AROAJANEDOE123456789", "user AIDA<id>, role AROA<id>")]
    [InlineData("the device GAHT12345678", "the device <serial>")]
    [InlineData(
        "at https://sts.internal.acme.corp:8443/x?y and http://127.0.0.1:4566/",
        "at https://<host> and http://127.0.0.1:4566/"
    )]
    [InlineData("not known (sts.internal.acme.corp:443)", "not known (<host>:443)")]
    [InlineData("read /srv/acme/jane/ca.pem and /dev/null", "read <path> and /dev/null")]
    [InlineData("~/.aws/config:3:1 in ~/acme/x", "~/.aws/config:3:1 in <path>")]
    [InlineData("at 10.1.2.3, RoleAssist 0.1.0", "at <address>, RoleAssist 0.1.0")]
    [InlineData("jo logs in, and so it is", "<user> logs in, and so it is")]
    [InlineData("arn:aws:iam::123456789012:mfa/bob, next", "arn:aws:iam::<account>:mfa/<user>, next")]
    [InlineData("http://bob:pass@proxy:8080", "http://<host>")]
    [InlineData("write to bob@example.com", "write to <e-mail>")]
    [InlineData("1234567890123 is no account", "1234567890123 is no account")]
    [InlineData("https://sts.eu-central-1.amazonaws.com stays", "https://sts.eu-central-1.amazonaws.com stays")]
    public void Removes_identifying_data_and_keeps_the_rest(string text, string expected) =>
        Assert.Equal(expected, _redactor.Redact(text));
}
