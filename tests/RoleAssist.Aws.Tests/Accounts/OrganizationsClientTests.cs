using System.Net;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Accounts;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Accounts;

public class OrganizationsClientTests
{
    private static readonly OrganizationsCaller Caller = new(
        "hub",
        new AwsCredentials("ASIA", "secret", "token"),
        new ServiceEndpoint(new Uri("https://organizations.us-east-1.amazonaws.com"), "us-east-1")
    );

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Reads_all_pages_of_accounts()
    {
        var network = FakeNetwork.Of(
            FakeNetwork.Ok(
                """{"Accounts":[{"Id":"111122223333","Name":"shop","Email":"shop@example.com","Status":"ACTIVE"}],"NextToken":"more"}"""
            ),
            FakeNetwork.Ok("""{"Accounts":[],"NextToken":"last"}"""),
            FakeNetwork.Ok(
                """{"Accounts":[{"Id":"444455556666","Status":"ACTIVE","State":"PENDING_CLOSURE","New":{}}]}"""
            )
        );

        var accounts = await RunAsync(network, client => client.ListAccountsAsync(Caller, null, default));

        Assert.Equal(
            [
                new OrganizationAccount("111122223333", "shop", "shop@example.com", "ACTIVE"),
                new OrganizationAccount("444455556666", "444455556666", null, "PENDING_CLOSURE"),
            ],
            accounts
        );
        Assert.Equal(
            ["{}", """{"NextToken":"more"}""", """{"NextToken":"last"}"""],
            network.Requests.Select(request => request.Body)
        );
        var request = network.Requests[0];
        Assert.Equal("POST https://organizations.us-east-1.amazonaws.com/", request.ToString());
        Assert.Equal("AWSOrganizationsV20161128.ListAccounts", request.Headers["X-Amz-Target"]);
        Assert.Contains(
            "/us-east-1/organizations/aws4_request",
            request.Headers["Authorization"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Asks_for_what_is_below_a_parent_and_for_tags()
    {
        var network = new FakeNetwork(request =>
            FakeNetwork.Ok(
                request.Headers["X-Amz-Target"].Split('.')[1] switch
                {
                    "ListRoots" => """{"Roots":[{"Id":"r-1","Name":"Root"}]}""",
                    "ListOrganizationalUnitsForParent" => """{"OrganizationalUnits":[{"Id":"ou-1","Name":"Prod"}]}""",
                    "ListAccountsForParent" => """{"Accounts":[]}""",
                    "ListTagsForResource" =>
                        """{"Tags":[{"Key":"env","Value":"prod"},{"Key":"Env","Value":"dev"},{"Key":"empty"}]}""",
                    var other => throw new InvalidOperationException(other),
                }
            )
        );

        var roots = await RunAsync(network, client => client.ListUnitsAsync(Caller, null, default));
        var units = await RunAsync(network, client => client.ListUnitsAsync(Caller, "r-1", default));
        var accounts = await RunAsync(network, client => client.ListAccountsAsync(Caller, "ou-1", default));
        var tags = await RunAsync(network, client => client.ListTagsAsync(Caller, "111122223333", default));

        Assert.Equal([new OrganizationalUnit("r-1", "Root")], roots);
        Assert.Equal([new OrganizationalUnit("ou-1", "Prod")], units);
        Assert.Empty(accounts);
        // The keys of tags are case-sensitive.
        Assert.Equal(("prod", "dev"), (tags["env"], tags["Env"]));
        Assert.Equal("", tags["empty"]);
        Assert.Equal(
            ["{}", """{"ParentId":"r-1"}""", """{"ParentId":"ou-1"}""", """{"ResourceId":"111122223333"}"""],
            network.Requests.Select(request => request.Body)
        );
    }

    [Theory]
    [InlineData("AccessDeniedException", ErrorCode.AccessDenied)]
    [InlineData("com.amazonaws.organizations#AccessDeniedException", ErrorCode.AccessDenied)]
    [InlineData("AWSOrganizationsNotInUseException", ErrorCode.RequestRejected)]
    [InlineData("TooManyRequestsException", ErrorCode.Throttled)]
    [InlineData("UnrecognizedClientException", ErrorCode.CredentialsInvalid)]
    [InlineData("ExpiredTokenException", ErrorCode.CredentialsExpired)]
    [InlineData("NewException", ErrorCode.RequestRejected)]
    public async Task A_refusal_names_the_profile_and_the_action(string code, ErrorCode expected)
    {
        var fault = await FailsAsync(
            FakeNetwork.Answer(HttpStatusCode.BadRequest, $$"""{"__type":"{{code}}","message":"No \u001b[2J."}""")
        );

        Assert.Equal((expected, "hub"), (fault.Code, fault.Profile));
        Assert.StartsWith(
            "Could not list the organization of profile 'hub' (ListAccounts): ",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\e', fault.Message);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>log in</html>")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"Accounts":{}}""")]
    [InlineData(200, """{"Accounts":[{}]}""")]
    [InlineData(200, """{"Accounts":[{"Id":"../x","Status":"ACTIVE"}]}""")]
    [InlineData(200, """{"Accounts":[{"Id":"tenant","Status":"ACTIVE"}]}""")]
    [InlineData(200, """{"Accounts":[{"Id":"111122223333"}]}""")]
    [InlineData(200, """{"Accounts":[],"NextToken":"endless"}""")]
    [InlineData(403, "Blocked")]
    [InlineData(503, "")]
    public async Task An_answer_that_is_not_of_organizations_is_an_error(int status, string body) =>
        Assert.Equal(
            ErrorCode.ServiceUnavailable,
            (await FailsAsync(FakeNetwork.Answer((HttpStatusCode)status, body))).Code
        );

    [Fact]
    public async Task A_list_whose_next_page_is_the_same_is_not_read_on()
    {
        var network = FakeNetwork.Of(FakeNetwork.Ok("""{"Accounts":[],"NextToken":"endless"}"""));

        await Assert.ThrowsAsync<RoleAssistException>(() =>
            RunAsync(network, client => client.ListAccountsAsync(Caller, null, default))
        );

        Assert.Equal(2, network.Requests.Count);
    }

    private Task<RoleAssistException> FailsAsync(FakeAnswer answer) =>
        Assert.ThrowsAsync<RoleAssistException>(() =>
            RunAsync(FakeNetwork.Of(answer), client => client.ListAccountsAsync(Caller, null, default))
        );

    private async Task<T> RunAsync<T>(FakeNetwork network, Func<OrganizationsClient, Task<T>> call)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]), _ => network);
        return await _time.PassAsync(
            call(new OrganizationsClient(http, new RetryPolicy(_time, () => 0), TestClock.Of(_time)))
        );
    }
}
