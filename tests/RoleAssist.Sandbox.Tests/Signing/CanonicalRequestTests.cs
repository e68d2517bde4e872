using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Tests.Signing;

/// <summary>Rules that the part of the suite at hand does not reach.</summary>
public sealed class CanonicalRequestTests
{
    [Theory]
    [InlineData("/a/../../b", "/b")]
    [InlineData("//a//b//", "/a/b/")]
    [InlineData("/a/./", "/a/")]
    [InlineData("/..", "/")]
    [InlineData("/a%20b", "/a%2520b")]
    [InlineData("/a b~*", "/a%20b~%2A")]
    public void A_path_is_normalized_and_encoded_once_more(string path, string expected) =>
        Assert.Equal(expected, Lines(path)[1]);

    [Theory]
    [InlineData("b=2&a=1", "a=1&b=2")]
    [InlineData("a=b&a=A&a", "a=&a=A&a=b")]
    [InlineData("A=1&a=1&_=1", "A=1&_=1&a=1")]
    [InlineData("a=%7e%2f", "a=~%2F")]
    [InlineData("a=x=y", "a=x%3Dy")]
    [InlineData("a=%zz%", "a=%25zz%25")]
    [InlineData("a=%FF", "a=%FF")]
    [InlineData("a=1+2", "a=1%2B2")]
    [InlineData("&&a=1&", "a=1")]
    public void A_query_is_decoded_encoded_strictly_and_sorted(string query, string expected) =>
        Assert.Equal(expected, Lines("/?" + query)[2]);

    [Fact]
    public void Headers_are_sorted_trimmed_and_joined_in_the_order_they_came()
    {
        var lines = Lines("/", ("Host", "h"), ("X-B", "  two   words "), ("x-a", "2"), ("X-A", "1"));
        Assert.Equal(["host:h", "x-a:2,1", "x-b:two words", "", "host;x-a;x-b"], lines[3..^1]);
    }

    [Fact]
    public void Only_signed_headers_count()
    {
        var request = SignableRequest.Create("GET", "/", [new("Host", "h"), new("User-Agent", "x")], []);
        Assert.DoesNotContain("user-agent", CanonicalRequest.Build(request, ["host"], CanonicalizationOptions.Sts), StringComparison.Ordinal);
    }

    private static string[] Lines(string target, params (string Name, string Value)[] headers)
    {
        var request = SignableRequest.Create(
            "GET", target, [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], []);
        return CanonicalRequest.Build(request, headers.Select(header => header.Name), CanonicalizationOptions.Sts).Split('\n');
    }
}
