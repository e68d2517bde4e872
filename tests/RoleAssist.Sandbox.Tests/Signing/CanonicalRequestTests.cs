using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Tests.Signing;

/// <summary>Tests rules that the available part of AWS' test suite does not cover.</summary>
public sealed class CanonicalRequestTests
{
    [Theory]
    [InlineData("/a/../../b", "/b")]
    [InlineData("//a//b//", "/a/b/")]
    [InlineData("/a/./", "/a/")]
    [InlineData("/..", "/")]
    [InlineData("/a%20b", "/a%2520b")]
    [InlineData("/a b~*", "/a%20b~%2A")]
    public void Normalizes_and_encodes_a_path_again(string path, string expected) =>
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
    public void Decodes_strictly_encodes_and_sorts_a_query(string query, string expected) =>
        Assert.Equal(expected, Lines("/?" + query)[2]);

    [Fact]
    public void Sorts_and_trims_headers_and_joins_values_in_order()
    {
        var lines = Lines("/", ("Host", "h"), ("X-B", "  two   words "), ("x-a", "2"), ("X-A", "1"));
        Assert.Equal(["host:h", "x-a:2,1", "x-b:two words", "", "host;x-a;x-b"], lines[3..^1]);
    }

    [Fact]
    public void Uses_only_signed_headers()
    {
        var request = SignableRequest.Create("GET", "/", [new("Host", "h"), new("User-Agent", "x")], []);
        Assert.DoesNotContain(
            "user-agent",
            CanonicalRequest.Build(request, ["host"], CanonicalizationOptions.Sts),
            StringComparison.Ordinal
        );
    }

    private static string[] Lines(string target, params (string Name, string Value)[] headers)
    {
        var request = SignableRequest.Create(
            "GET",
            target,
            [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
            []
        );
        return CanonicalRequest
            .Build(request, headers.Select(header => header.Name), CanonicalizationOptions.Sts)
            .Split('\n');
    }
}
