using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;

namespace RoleAssist.Host.Tests.Documents;

public class TrustPolicyDocumentsTests
{
    private readonly TrustPolicyDocuments _service = new();

    [Fact]
    public void A_finding_becomes_a_diagnostic_with_its_range_its_page_and_the_other_place()
    {
        var found = Diagnose(
            """
            { // a comment
              "Statement": {
                "Effect": "Allow",
                "Effect": "Allow",
                "Principal": { "Service": "ec2.amazonaws.com" },
                "Action": "sts:AssumeRol",
              },
              "Version": "2008-10-17",
            }
            """
        );

        var duplicate = Assert.Single(found, diagnostic => diagnostic.Code == "DuplicateKey");
        Assert.Equal(("AWS", DiagnosticSeverity.Error), (duplicate.Source, duplicate.Severity));
        Assert.Equal(Range(3, 4, 12), duplicate.Range);
        Assert.Equal(Range(2, 4, 12), Assert.Single(duplicate.RelatedInformation!).Location.Range);
        var action = Assert.Single(found, diagnostic => diagnostic.Code == "UnknownAction");
        Assert.Equal(Range(5, 14, 29), action.Range);
        Assert.Contains("'sts:AssumeRol' is not an action", action.Message, StringComparison.Ordinal);
        var version = Assert.Single(found, diagnostic => diagnostic.Code == "OldVersion");
        Assert.Equal(DiagnosticSeverity.Information, version.Severity);
        Assert.EndsWith("/reference_policies_elements_version.html", version.CodeDescription!.Href);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"name":"package","version":"1"}""")]
    [InlineData("""{"Statement":"sts:AssumeRole"}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:GetDownloadUrlForLayer"}}""")]
    [InlineData("""{"Statement":{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}""")]
    [InlineData("""{"Statement":[{"Principal":{"AWS":["*"]},"Action":["sts:*"],"Resource":"*"}]}""")]
    public void Other_documents_have_none(string text) => Assert.Empty(Diagnose(text));

    [Fact]
    public void A_resource_in_the_trust_policy_of_somebody_is_a_mistake() =>
        Assert.Contains(
            Diagnose(
                """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*",
                "Principal":{"AWS":"arn:aws:iam::111122223333:role/a"}}}
                """
            ),
            diagnostic => diagnostic.Code == "ResourceInTrustPolicy"
        );

    [Fact]
    public void Text_of_the_document_is_shown_as_text()
    {
        var message = Assert
            .Single(
                Diagnose(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:A\u202E[x](command:y)",
                    "Principal":{"AWS":"arn:aws:iam::111122223333:role/a"}}}
                    """
                ),
                diagnostic => diagnostic.Code == "UnknownAction"
            )
            .Message;

        Assert.DoesNotContain("](", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", message, StringComparison.Ordinal);
    }

    private IReadOnlyList<Diagnostic> Diagnose(string text) =>
        TrustPolicyDocuments.Diagnose(new OpenDocument("file:///a.json", 1, text, _service), CancellationToken.None);

    private static TextRange Range(int line, int start, int end) =>
        new(new TextPosition(line, start), new TextPosition(line, end));
}
