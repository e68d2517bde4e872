using System.Text.Json.Nodes;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.Security;

public class ProductionRulesTests
{
    private const string Account = "444455556666";

    [Theory]
    [InlineData("prod")]
    [InlineData("PROD")]
    [InlineData("prod-admin")]
    [InlineData("acme_prod_eu")]
    [InlineData("acme.production/admin")]
    [InlineData("acme prd")]
    [InlineData("ProdAdmin")]
    [InlineData("acmeProd")]
    [InlineData("PRODAdmin")]
    [InlineData("prod1")]
    [InlineData("admin@prod")]
    [InlineData("prods")]
    [InlineData("Productions")]
    [InlineData("PRODeu")]
    [InlineData("euPRODadmin")]
    [InlineData("\uFF50\uFF52\uFF4F\uFF44")]
    [InlineData("\U0001D429\U0001D42B\U0001D428\U0001D41D")]
    [InlineData("p\u200Brod")]
    [InlineData("pr\u00ADod")]
    [InlineData("pro\u0301d")]
    [InlineData("pr\u00F3d")]
    [InlineData("\u0440r\u043Ed")]
    [InlineData("\u03A1ROD")]
    [InlineData("pr0d")]
    [InlineData("PR0D-eu")]
    [InlineData("arn:aws:iam::444455556666:role/team/prod-admin")]
    public void A_name_with_a_default_word_is_production(string profile) =>
        Assert.True(new ProductionRules(ProductionRules.DefaultPatterns).Matches(profile, null));

    [Theory]
    [InlineData("product")]
    [InlineData("products-dev")]
    [InlineData("reproduction")]
    [InlineData("nonprod")]
    [InlineData("non-prod")]
    [InlineData("NonProd")]
    [InlineData("not_production")]
    [InlineData("preprod")]
    [InlineData("pre-prod-admin")]
    [InlineData("preProduction")]
    [InlineData("PREPROD")]
    [InlineData("PRODUCT")]
    [InlineData("prod\u0443kt")]
    [InlineData("dev")]
    [InlineData("")]
    [InlineData("---")]
    public void A_name_with_a_different_or_negated_word_is_not_production(string profile) =>
        Assert.False(new ProductionRules(ProductionRules.DefaultPatterns).Matches(profile, Account));

    [Theory]
    [InlineData(Account, "dev", Account, true)]
    [InlineData(Account, "dev", "444455556667", false)]
    [InlineData(Account, "dev", null, false)]
    [InlineData("*prod*", "nonprod", null, true)]
    [InlineData("live-*", "live-eu", null, true)]
    [InlineData("live-*", "olive-oil", null, false)]
    [InlineData("LIVE-?", "live-1", null, true)]
    [InlineData("live-?", "live-10", null, false)]
    [InlineData("4444*", "dev", Account, true)]
    [InlineData("live", "acme-live", null, true)]
    [InlineData("acme-live", "eu_acme_live_1", null, true)]
    [InlineData("acme-live", "acme-not-live", null, false)]
    [InlineData("pre-prod", "pre-prod", null, true)]
    [InlineData(" live ", "live", null, true)]
    [InlineData("kunde-produktiv", "Kunde-Produktiv", null, true)]
    [InlineData("\u751f\u7523", "\u751f\u7523-admin", null, true)]
    public void Accepts_an_account_a_glob_or_words_as_a_pattern(
        string pattern,
        string profile,
        string? account,
        bool isProduction
    )
    {
        var rules = new ProductionRules([pattern]);

        Assert.Empty(rules.Problems);
        Assert.Equal(isProduction, rules.Matches(profile, account));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("-")]
    public void Reports_an_invalid_pattern_which_matches_nothing(string pattern)
    {
        var rules = new ProductionRules([pattern, "live"]);

        var problem = Assert.Single(rules.Problems);
        Assert.Equal((ProblemSeverity.Warning, "ProductionPatternInvalid"), (problem.Severity, problem.Name));
        Assert.Contains($"'{pattern.Trim()}'", problem.Message, StringComparison.Ordinal);
        Assert.False(rules.Matches("anything", "12345678901"));
        Assert.True(rules.Matches("live", null));
    }

    [Fact]
    public void The_extension_has_the_same_default()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "package.json")))!;
        var setting = manifest["contributes"]!["configuration"]!["properties"]!["roleassist.production"]!;

        Assert.Equal(
            ProductionRules.DefaultPatterns,
            setting["default"]!.AsArray().Select(pattern => (string)pattern!)
        );
    }
}
