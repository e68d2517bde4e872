using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Sandbox.Tests.Policies;

/// <summary>Tests the language of policies: operators, missing keys, sets, effects and the grammar.</summary>
public sealed class PolicyTests
{
    private const string Action = "sts:AssumeRoleWithWebIdentity";

    [Theory]
    [InlineData("""{"StringEquals":{"p:sub":"repo:a/b"}}""", true)]
    [InlineData("""{"StringEquals":{"P:SUB":"repo:a/b"}}""", true)]
    [InlineData("""{"StringEquals":{"p:sub":"Repo:a/b"}}""", false)]
    [InlineData("""{"StringEquals":{"p:sub":"repo:a/*"}}""", false)]
    [InlineData("""{"StringEquals":{"p:sub":["x","repo:a/b"]}}""", true)]
    [InlineData("""{"StringEquals":{"p:sub":"repo:a/b","p:aud":"x"}}""", false)]
    [InlineData("""{"StringEquals":{"p:sub":"repo:a/b"},"StringLike":{"p:aud":"x"}}""", false)]
    [InlineData("""{"StringEqualsIgnoreCase":{"p:sub":"REPO:A/B"}}""", true)]
    [InlineData("""{"StringLike":{"p:sub":"repo:a/*"}}""", true)]
    [InlineData("""{"StringLike":{"p:sub":"repo:?/?"}}""", true)]
    [InlineData("""{"StringLike":{"p:sub":"repo:a/?*"}}""", true)]
    [InlineData("""{"StringLike":{"p:sub":"REPO:*"}}""", false)]
    [InlineData("""{"StringLike":{"p:sub":"repo:a"}}""", false)]
    [InlineData("""{"StringLike":{"p:sub":"repo\\:a/b"}}""", false)]
    [InlineData("""{"StringNotEquals":{"p:sub":"x"}}""", true)]
    [InlineData("""{"StringNotEquals":{"p:sub":["x","repo:a/b"]}}""", false)]
    [InlineData("""{"StringNotLike":{"p:sub":"repo:*"}}""", false)]
    [InlineData("""{"Bool":{"p:mfa":true}}""", true)]
    [InlineData("""{"Bool":{"p:mfa":"True"}}""", true)]
    [InlineData("""{"ArnLike":{"p:arn":"arn:aws:iam::*:role/*"}}""", true)]
    [InlineData("""{"ArnLike":{"p:arn":"arn:aws:iam:*"}}""", false)]
    public void A_condition_compares_values(string condition, bool holds) => Assert.Equal(holds, Allows(condition));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringLike", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringNotLike", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringLikeIfExists", true)]
    [InlineData("StringNotEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAllValues:StringNotEquals", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", false)]
    public void An_operator_judges_a_missing_key(string operation, bool holds) =>
        Assert.Equal(holds, Allows($$$"""{"{{{operation}}}":{"p:missing":"x"}}"""));

    [Theory]
    [InlineData("ForAllValues:StringEquals", """["a","b","c"]""", true)]
    [InlineData("ForAllValues:StringEquals", """["a"]""", false)]
    [InlineData("ForAnyValue:StringEquals", """["b","x"]""", true)]
    [InlineData("ForAnyValue:StringEquals", "\"x\"", false)]
    [InlineData("ForAllValues:StringNotEquals", "\"x\"", true)]
    [InlineData("ForAllValues:StringNotEquals", "\"a\"", false)]
    [InlineData("ForAnyValue:StringNotEquals", "\"a\"", true)]
    [InlineData("ForAnyValue:StringNotLike", "\"*\"", false)]
    [InlineData("StringEquals", "\"b\"", true)]
    [InlineData("StringNotEquals", "\"b\"", false)]
    public void A_set_operator_judges_several_values(string operation, string wanted, bool holds) =>
        Assert.Equal(holds, Allows($$$"""{"{{{operation}}}":{"p:amr":{{{wanted}}} } }"""));

    [Theory]
    [InlineData("p:sub", "false", true)]
    [InlineData("p:sub", "true", false)]
    [InlineData("p:missing", "true", true)]
    [InlineData("p:missing", "false", false)]
    public void Null_tests_whether_a_key_is_missing(string key, string value, bool holds) =>
        Assert.Equal(holds, Allows($$$"""{"Null":{"{{{key}}}":"{{{value}}}"}}"""));

    [Fact]
    public void A_denial_wins()
    {
        const string Allow = """{"Effect":"Allow","Principal":{"Federated":["other","me"]},"Action":"sts:*"}""";
        const string Deny = """
            {"Sid":"x","Effect":"Deny","Principal":{"Federated":"me"},"Action":["sts:assumerolewithwebidentity"],"Condition":{"StringLike":{"p:sub":"repo:*"}}}
            """;
        Assert.True(Judge($$"""{"Version":"2012-10-17","Statement":{{Allow}}}"""));
        Assert.False(Judge($$"""{"Version":"2012-10-17","Statement":[{{Allow}},{{Deny}}]}"""));
        Assert.False(Judge($$"""{"Statement":[{{Deny}}]}"""));
    }

    [Theory]
    [InlineData("""{"Federated":"you"}""", "sts:AssumeRoleWithWebIdentity")]
    [InlineData("""{"AWS":"me"}""", "sts:AssumeRoleWithWebIdentity")]
    [InlineData("\"*\"", "sts:AssumeRoleWithWebIdentity")]
    [InlineData("""{"Federated":"me"}""", "sts:AssumeRole")]
    public void Another_principal_or_action_does_not_apply(string principal, string action) =>
        Assert.False(Judge($$"""{"Statement":{"Effect":"Allow","Principal":{{principal}},"Action":"{{action}}"} }"""));

    [Theory]
    [InlineData("{", "This policy contains invalid Json")]
    [InlineData("[]", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[]}""", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""", "The policy must contain a valid version string.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}""", "Syntax errors in policy.")]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}""",
        "Has prohibited field Resource"
    )]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}}""",
        "AssumeRole policy may only specify STS AssumeRole actions."
    )]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"ForAllValuesStringEquals":{"a":"b"}}}}""",
        "Invalid Condition type : ForAllValuesStringEquals"
    )]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"NullIfExists":{"a":"true"}}}}""",
        "Invalid Condition type : NullIfExists"
    )]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"StringEquals":{"a":{}}}}}""",
        "Syntax errors in policy."
    )]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}}""",
        "This policy contains invalid Json"
    )]
    public void Rejects_a_malformed_policy(string policy, string message)
    {
        var error = Assert.Throws<ServiceException>(() => PolicyReader.Read(policy));
        Assert.Equal((400, "MalformedPolicyDocument", message), (error.Status, error.Code, error.Message));
    }

    private static bool Allows(string condition) =>
        Judge(
            $$"""{"Statement":{"Effect":"Allow","Principal":{"Federated":"me"},"Action":"{{Action}}","Condition":{{condition}} } }"""
        );

    private static bool Judge(string policy) =>
        PolicyReader
            .Read(policy)
            .Allows(
                new PolicyRequest(
                    Action,
                    [new Principal(Principal.Federated, "me")],
                    new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
                    {
                        ["p:sub"] = ["repo:a/b"],
                        ["p:mfa"] = ["true"],
                        ["p:amr"] = ["a", "b"],
                        ["p:arn"] = ["arn:aws:iam::111122223333:role/x"],
                    }
                )
            );
}
