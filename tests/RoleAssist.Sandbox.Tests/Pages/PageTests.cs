using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Pages;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Pages;

/// <summary>Tests what every page of the sandbox has in common.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void A_page_loads_nothing_runs_nothing_and_is_kept_nowhere()
    {
        var page = Page.Create(200, "Title", Html.Of($"<p>text</p>"));
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", page.Header("X-Frame-Options"));
        var policy = page.Header("Content-Security-Policy")!;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains("; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.EndsWith("; form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("RoleAssist sandbox", page.Text(), StringComparison.Ordinal);
        Assert.Contains("not AWS", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_allows_the_style_of_the_page_and_no_other()
    {
        var page = Page.Create(200, "Title", Html.Empty);
        var style = Style().Match(page.Body).Groups["text"].Value;
        Assert.Contains(
            $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}';",
            page.Header("Content-Security-Policy"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Whatever_is_put_into_html_is_text()
    {
        Assert.Equal("<p>&lt;b&gt; &quot;&amp;&#x27;</p>", Html.Of($"<p>{"<b> \"&'"}</p>").Text);
        Assert.Equal("<p><b></b></p>", Html.Of($"<p>{Html.Of($"<b></b>")}</p>").Text);
        Assert.DoesNotContain(
            "<img",
            Page.Create(200, "<img src=x>", Page.Facts(("<img a>", "<img b>"))).Body,
            StringComparison.Ordinal
        );
    }

    [GeneratedRegex("<style>(?<text>.*)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
