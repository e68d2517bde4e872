using System.Text;
using System.Text.Json;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Sts;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Compares the limits with AWS' own model.</summary>
public sealed class ParameterRulesTests
{
    private const string AssumeRole = "AssumeRoleRequest";
    private const string GetSessionToken = "GetSessionTokenRequest";
    private const string WebIdentity = "AssumeRoleWithWebIdentityRequest";

    [ConformanceFact]
    public void Strings_have_the_limits_of_the_model()
    {
        var model = new ServiceModel();
        foreach (
            var rule in new[]
            {
                ParameterRules.RoleArn,
                ParameterRules.RoleSessionName,
                ParameterRules.ExternalId,
                ParameterRules.SerialNumber,
                ParameterRules.TokenCode,
                ParameterRules.SourceIdentity,
                ParameterRules.Policy,
            }
        )
        {
            AssertSame(rule, model.ParameterShape(AssumeRole, rule.Name));
        }

        foreach (
            var rule in new[]
            {
                ParameterRules.RoleArn,
                ParameterRules.RoleSessionName,
                ParameterRules.WebIdentityToken,
                ParameterRules.ProviderId,
                ParameterRules.WebIdentityPolicy,
            }
        )
        {
            AssertSame(rule, model.ParameterShape(WebIdentity, rule.Name));
        }

        AssertSame(ParameterRules.SerialNumber, model.ParameterShape(GetSessionToken, "SerialNumber"));
        AssertSame(ParameterRules.TokenCode, model.ParameterShape(GetSessionToken, "TokenCode"));
        AssertSame(ParameterRules.PolicyArn, model.Shape("arnType"));
        AssertSame(ParameterRules.TagKey, model.Shape("tagKeyType"));
        AssertSame(ParameterRules.TagValue, model.Shape("tagValueType"));
    }

    [ConformanceFact]
    public void Numbers_have_the_limits_of_the_model()
    {
        var model = new ServiceModel();
        AssertSame(ParameterRules.RoleDuration, model.ParameterShape(AssumeRole, "DurationSeconds"));
        AssertSame(ParameterRules.RoleDuration, model.ParameterShape(WebIdentity, "DurationSeconds"));
        AssertSame(ParameterRules.SessionDuration, model.ParameterShape(GetSessionToken, "DurationSeconds"));
    }

    [ConformanceFact]
    public void Lists_have_the_limits_of_the_model()
    {
        var model = new ServiceModel();
        Assert.Equal(Number(model.ParameterShape(AssumeRole, "Tags"), "max"), ParameterRules.Tags.Max);
        Assert.Equal(
            Number(model.ParameterShape(AssumeRole, "TransitiveTagKeys"), "max"),
            ParameterRules.TransitiveTagKeys.Max
        );
        Assert.Null(Number(model.ParameterShape(AssumeRole, "PolicyArns"), "max"));
    }

    [ConformanceFact]
    public void Covers_all_parameters()
    {
        var model = new ServiceModel();

        // Identity Center issues trusted contexts, which the sandbox does not support and ignores.
        Assert.Equal(
            [
                "DurationSeconds",
                "ExternalId",
                "Policy",
                "PolicyArns",
                "ProvidedContexts",
                "RoleArn",
                "RoleSessionName",
                "SerialNumber",
                "SourceIdentity",
                "Tags",
                "TokenCode",
                "TransitiveTagKeys",
            ],
            model.Parameters(AssumeRole).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["DurationSeconds", "Policy", "PolicyArns", "ProviderId", "RoleArn", "RoleSessionName", "WebIdentityToken"],
            model.Parameters(WebIdentity).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["DurationSeconds", "SerialNumber", "TokenCode"],
            model.Parameters(GetSessionToken).Order(StringComparer.Ordinal)
        );
    }

    private static void AssertSame(TextRule rule, JsonElement shape)
    {
        Assert.Equal(Number(shape, "min"), rule.Min);
        Assert.Equal(Number(shape, "max"), rule.Max);
        if (!shape.TryGetProperty("pattern", out var inModel))
        {
            Assert.Same(CharacterSet.Any, rule.Characters);
            return;
        }

        var pattern = inModel.GetString()!;
        Assert.Equal(pattern, rule.Characters.Pattern);
        var allowed = ServiceModel.Characters(pattern);
        var different = Enumerable
            .Range(0, 0x110000)
            .Where(Rune.IsValid)
            .Select(value => new Rune(value))
            .Where(rune => allowed(rune) != rule.Characters.Contains(rune))
            .Select(rune => $"U+{rune.Value:X4}");
        Assert.Empty(different);
        Assert.Equal(pattern.EndsWith('*'), rule.Characters.Matches(""));
    }

    private static void AssertSame(IntegerRule rule, JsonElement shape) =>
        Assert.Equal((Number(shape, "min"), Number(shape, "max")), (rule.Min, rule.Max));

    private static int? Number(JsonElement shape, string name) =>
        shape.TryGetProperty(name, out var value) ? value.GetInt32() : null;
}
