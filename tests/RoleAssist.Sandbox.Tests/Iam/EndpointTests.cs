using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Iam;

/// <summary>Tests that one endpoint serves STS and IAM.</summary>
public sealed class EndpointTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    [Theory]
    [InlineData("iam", "2010-05-08", 200, "iam")]
    [InlineData("sts", "2010-05-08", 403, "iam")]
    [InlineData("iam", "2011-06-15", 400, "sts")]
    [InlineData("iam", "", 400, "iam")]
    [InlineData("sts", "", 400, "sts")]
    public async Task The_version_or_else_the_signature_decides(
        string signedFor,
        string version,
        int status,
        string answeredBy
    )
    {
        var body = "Action=ListAccessKeys" + (version.Length > 0 ? $"&Version={version}" : "");
        using var response = await sandbox.SendAsync(
            (sandbox.Signer with { Service = signedFor }).Sign("POST", "/", body)
        );
        var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(
            $"https://{answeredBy}.amazonaws.com/doc/",
            answer.Xml.Name.NamespaceName,
            StringComparison.Ordinal
        );
        Assert.StartsWith("text/xml", response.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_has_calls_to_iam()
    {
        (await sandbox.CallIamAsync("ListAccessKeys")).Granted();
        var call = (await sandbox.Control.GetCallsAsync(CancellationToken.None)).Calls[^1];
        Assert.Equal(("ListAccessKeys", 200, sandbox.Keys.AccessKeyId), (call.Action, call.Status, call.AccessKeyId));
    }
}
