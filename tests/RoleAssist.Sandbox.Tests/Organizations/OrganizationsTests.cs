using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Organizations;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Organizations;

/// <summary>Tests what Organizations answers, and whom.</summary>
public sealed class OrganizationsTests
{
    private readonly TestSts _sts = new(members: 120);
    private readonly OrganizationsService _service;

    public OrganizationsTests() => _service = Service(_sts);

    [Fact]
    public void Pages_may_be_short_or_empty_and_together_have_every_account_once()
    {
        var (ids, sizes) = AllAccounts("ListAccounts", "");
        Assert.Equal([TestSts.Account, .. Enumerable.Range(1, 120).Select(AccountIds.Of)], ids);
        Assert.Equal([20, 20, 10, 20, 0, 20, 20, 10, 1], sizes);
    }

    [Fact]
    public void Pages_have_the_requested_size()
    {
        var (ids, sizes) = AllAccounts("ListAccounts", "\"MaxResults\":7");
        Assert.Equal(121, ids.Distinct().Count());
        Assert.Equal(7, sizes.Max());
    }

    [Fact]
    public void The_units_of_all_floors_contain_every_account()
    {
        var root = Call("ListRoots", "").GetProperty("Roots")[0];
        Assert.Matches("^r-[0-9a-z]{4,32}$", root.GetProperty("Id").GetString());
        var units = new Queue<string>([root.GetProperty("Id").GetString()!]);
        var found = new List<string>();
        while (units.TryDequeue(out var unit))
        {
            found.AddRange(AllAccounts("ListAccountsForParent", $"\"ParentId\":\"{unit}\"").Ids);
            foreach (
                var below in Call("ListOrganizationalUnitsForParent", $"\"ParentId\":\"{unit}\"")
                    .GetProperty("OrganizationalUnits")
                    .EnumerateArray()
            )
            {
                Assert.Matches("^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$", below.GetProperty("Id").GetString());
                units.Enqueue(below.GetProperty("Id").GetString()!);
            }
        }

        Assert.Equal(121, found.Count);
        Assert.Equal(121, found.Distinct().Count());
    }

    [Fact]
    public void An_account_has_its_status_twice_and_its_tags()
    {
        var accounts = Call("ListAccounts", "\"MaxResults\":2").GetProperty("Accounts");
        Assert.Equal(
            ["Id", "Arn", "Email", "Name", "Status", "State", "Paths", "JoinedMethod", "JoinedTimestamp"],
            accounts[1].EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal("ACTIVE", accounts[1].GetProperty("State").GetString());
        Assert.Equal(
            $"arn:aws:organizations::{TestSts.Account}:account/o-sandbox2345/{AccountIds.Of(1)}",
            accounts[1].GetProperty("Arn").GetString()
        );
        Assert.Equal(
            """[{"Key":"env","Value":"prod"},{"Key":"team","Value":"payments"}]""",
            Call("ListTagsForResource", $"\"ResourceId\":\"{AccountIds.Of(1)}\"").GetProperty("Tags").GetRawText()
        );
    }

    [Fact]
    public void Only_the_management_account_and_a_delegated_administrator_may_list()
    {
        AccessDenied(Error(RoleIn(1), "ListAccounts", ""));
        Assert.Equal(
            TestSts.Account,
            Call("DescribeOrganization", "", RoleIn(1))
                .GetProperty("Organization")
                .GetProperty("MasterAccountId")
                .GetString()
        );
        Assert.Equal(20, Call("ListAccounts", "", RoleIn(10)).GetProperty("Accounts").GetArrayLength());
    }

    [Fact]
    public void An_account_without_an_organization_is_told_so()
    {
        const string Message = "Your account is not a member of an organization.";
        var outside = _sts.AssumeRole(_sts.AliceKeys, "open").Keys;
        Assert.Equal(("AWSOrganizationsNotInUseException", Message, null), Error(outside, "DescribeOrganization", ""));
        var alone = new TestSts();
        var (status, body) = Send(Service(alone), alone, alone.AliceKeys, "ListAccounts", "");
        Assert.Equal(400, status);
        Assert.Equal(Message, body.GetProperty("Message").GetString());
    }

    [Theory]
    [InlineData("ListAccounts", "\"MaxResults\":0", "InvalidInputException", "MIN_VALUE_EXCEEDED")]
    [InlineData("ListAccounts", "\"MaxResults\":21", "InvalidInputException", "MAX_VALUE_EXCEEDED")]
    [InlineData("ListAccounts", "\"NextToken\":\"1\"", "InvalidInputException", "INVALID_NEXT_TOKEN")]
    [InlineData("ListAccountsForParent", "", "InvalidInputException", "INPUT_REQUIRED")]
    [InlineData("ListAccountsForParent", "\"ParentId\":\"Prod\"", "InvalidInputException", "INVALID_PATTERN")]
    [InlineData("ListAccountsForParent", "\"ParentId\":\"r-none\"", "ParentNotFoundException", null)]
    [InlineData("ListTagsForResource", "\"ResourceId\":\"000000000000\"", "TargetNotFoundException", null)]
    [InlineData("ListTagsForResource", "\"ResourceId\":\"arn:aws:x\"", "InvalidInputException", "INVALID_PATTERN")]
    [InlineData("ListAccounts", "\"MaxResults\":\"many\"", "SerializationException", null)]
    [InlineData("CloseAccount", "", "UnknownOperationException", null)]
    public void Rejects_an_invalid_call(string action, string parameters, string code, string? reason)
    {
        var error = Error(_sts.AliceKeys, action, parameters);
        Assert.Equal((code, reason), (error.Code, error.Reason));
    }

    [Fact]
    public void A_token_belongs_to_its_list()
    {
        var token = Call("ListAccounts", "").GetProperty("NextToken").GetString();
        Assert.Equal(
            "INVALID_NEXT_TOKEN",
            Error(
                _sts.AliceKeys,
                "ListAccountsForParent",
                $"\"ParentId\":\"{OrganizationalUnit.Prod.Id}\",\"NextToken\":\"{token}\""
            ).Reason
        );
    }

    [Theory]
    [InlineData("eu-central-1", "secret", "InvalidSignatureException")]
    [InlineData("us-east-1", "wrong", "InvalidSignatureException")]
    [InlineData("us-east-1", null, "UnrecognizedClientException")]
    public void Rejects_a_wrong_signature_in_its_own_shape(string region, string? secret, string code)
    {
        var keys = secret switch
        {
            null => new Keys("AKIANOBODYNOBODYNOBO", "x"),
            "wrong" => _sts.AliceKeys with { SecretAccessKey = "wrong" },
            _ => _sts.AliceKeys,
        };
        var (status, body) = Send(_service, _sts, keys, "ListAccounts", "", region);
        Assert.Equal((400, code), (status, body.GetProperty("__type").GetString()));
    }

    private static OrganizationsService Service(TestSts sts) => new(sts.Directory, sts.Tokens, TestSts.SealingKey);

    private static void AccessDenied((string Code, string Message, string? Reason) error) =>
        Assert.Equal(("AccessDeniedException", "You don't have permissions to access this resource.", null), error);

    private Keys RoleIn(int number)
    {
        // A code is good only once.
        _sts.Time.Advance(TimeSpan.FromSeconds(30));
        return _sts.Call(
            _sts.SessionOf(_sts.AliceKeys, mfa: true),
            "AssumeRole",
            ("RoleArn", $"arn:aws:iam::{AccountIds.Of(number)}:role/{Organization.AccessRole}"),
            ("RoleSessionName", "session")
        ).Keys;
    }

    private (IReadOnlyList<string> Ids, IReadOnlyList<int> Sizes) AllAccounts(string action, string parameters)
    {
        var (ids, sizes, token) = (new List<string>(), new List<int>(), (string?)null);
        do
        {
            var separator = parameters.Length > 0 && token is not null ? "," : "";
            var answer = Call(action, parameters + separator + (token is null ? "" : $"\"NextToken\":\"{token}\""));
            var page = answer.GetProperty("Accounts").EnumerateArray().ToList();
            ids.AddRange(page.Select(account => account.GetProperty("Id").GetString()!));
            sizes.Add(page.Count);
            token = answer.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        } while (token is not null);

        return (ids, sizes);
    }

    private JsonElement Call(string action, string parameters, Keys? keys = null)
    {
        var (status, body) = Send(_service, _sts, keys ?? _sts.AliceKeys, action, parameters);
        Assert.True(status == 200, body.GetRawText());
        return body;
    }

    private (string Code, string Message, string? Reason) Error(Keys keys, string action, string parameters)
    {
        var (status, body) = Send(_service, _sts, keys, action, parameters);
        Assert.Equal(400, status);
        return (
            body.GetProperty("__type").GetString()!,
            body.GetProperty("Message").GetString()!,
            body.TryGetProperty("Reason", out var reason) ? reason.GetString() : null
        );
    }

    private static (int Status, JsonElement Body) Send(
        OrganizationsService service,
        TestSts sts,
        Keys keys,
        string action,
        string parameters,
        string region = "us-east-1"
    )
    {
        var signer = sts.Signer(keys) with
        {
            Service = "organizations",
            Region = region,
            ExtraHeaders = [("X-Amz-Target", $"AWSOrganizationsV20161128.{action}")],
        };
        var request = signer.Sign("POST", "/", $"{{{parameters}}}");
        Assert.True(service.Serves(request));
        var answer = service.Answer(request, sts.Time.GetUtcNow());
        Assert.Equal("application/x-amz-json-1.1", answer.ContentType);
        return (answer.Status, JsonDocument.Parse(answer.Body).RootElement.Clone());
    }
}
