using System.Text;
using Microsoft.AspNetCore.Http;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Rpc;
using RoleAssist.TestInfrastructure.Sessions;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>What an agent may send to the local socket of a person's host.</summary>
public sealed class AgentDeskTests : IAsyncDisposable
{
    private static readonly Requester Robot = Requester.Agent("robot");

    private readonly LiveEndpoint _endpoint = new();
    private readonly CurrentClient _client = new();
    private readonly List<AgentQuestion> _asked = [];
    private readonly AgentDesk _desk;

    public AgentDeskTests()
    {
        File.WriteAllText(
            Path.Combine(_endpoint.Home, "config"),
            """
            [profile home]
            aws_access_key_id = AKIAHOME
            aws_secret_access_key = secret
            [profile dev]
            role_arn = arn:aws:iam::111122223333:role/dev
            source_profile = home
            region = eu-central-1
            [profile harmless]
            role_arn = arn:aws:iam::444455556666:role/admin
            source_profile = home
            """
        );
        var approvals = _endpoint.Get<AgentApprovals>();
        var guard = new AgentGuard(
            new FixedRequesters(Requester.Person),
            _client,
            approvals,
            _endpoint.Get<IProfileStore>()
        );
        _desk = new AgentDesk(
            guard,
            approvals,
            new RunProduction(_endpoint.Get<IProfileStore>, _endpoint.Get<RoleChainResolver>(), guard),
            _endpoint.Get<SessionService>
        );
        _client.Options = new ClientOptions(Production: new ProductionRules(["444455556666"]));
        approvals.CanAsk = true;
        approvals.Asked += question =>
        {
            _asked.Add(question);
            approvals.Decide(question.Id, AgentDecision.Once);
        };
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Asks_about_a_run_in_few_words_whatever_an_agent_sends()
    {
        string[] names = ["dev\nCommand: nothing\n" + new string('A', 15_000), .. Names(40)];

        await AskAsync(new AgentRunDocument("robot", names, IsProduction: false, "aws s3 ls"));

        var shown = AgentRequests.ToWire(Assert.Single(_asked));
        Assert.InRange(shown.Profile.Length, 1, 200);
        Assert.InRange(shown.Reason.Length, 1, 1000);
        Assert.Contains("41 accounts", shown.Reason, StringComparison.Ordinal);
        Assert.Contains("and 36 more", shown.Reason, StringComparison.Ordinal);
        Assert.Contains("more characters", shown.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Profile + shown.Reason, char.IsControl);
    }

    [Theory]
    [InlineData("dev", false, "1 account (dev), 0 of them production", false)]
    [InlineData("dev", true, "1 account (dev), some of them production", true)]
    [InlineData("dev,harmless", false, "2 accounts (dev, harmless), 1 of them production", true)]
    [InlineData("elsewhere", false, "1 account (elsewhere), 1 of them production", true)]
    public async Task Finds_out_for_itself_what_is_production(
        string profiles,
        bool claimed,
        string places,
        bool isProduction
    )
    {
        await AskAsync(new AgentRunDocument("robot", profiles.Split(','), claimed, "aws s3 ls"));

        var question = Assert.Single(_asked);
        Assert.Equal((places, isProduction), (question.Profile, question.IsProduction));
    }

    [Theory]
    [InlineData("""{"Agent":"x","Profiles":[],"IsProduction":false,"Command":"x"}""")]
    [InlineData("""{"Agent":"x","Profiles":[null],"IsProduction":false,"Command":"x"}""")]
    [InlineData("""{"Agent":"x","Profiles":null,"IsProduction":false,"Command":"x"}""")]
    [InlineData("""{"Agent":"x","Places":"here","IsProduction":false,"Command":"x"}""")]
    [InlineData("""{"Agent":"\ud800","Profiles":["dev"],"IsProduction":false,"Command":"x"}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Refuses_a_question_that_no_roleassist_sends(string json)
    {
        var answer = await _desk.AskAsync(Encode(json), Robot, CancellationToken.None);

        Assert.Equal(StatusCodes.Status400BadRequest, answer.Status);
        Assert.Empty(_asked);
    }

    public static TheoryData<string> Broken =>
        [
            """{"Target":{"Agent":"x","Profile":"dev"}}""",
            """{"Target":{"Agent":"x","Profile":"\ud800","PolicyArns":[],"Tags":{},"TransitiveTagKeys":[]}}""",
            """{"Target":null}""",
            Json(Target with { Agent = null }),
            Json(Target with { Tags = new Dictionary<string, string> { ["a"] = null! } }),
            Json(Target with { PolicyArns = [null!] }),
            Json(Target with { TransitiveTagKeys = [null!] }),
            Json(Target with { RoleArn = "arn:aws:iam::222233334444:role/" + new string('a', 2_048) }),
            Json(Target with { Profile = null, SsoAccount = new SsoAccount("s", "1", "ReadOnly") }),
            Json(Target with { Profile = null, SsoAccount = new SsoAccount("s", "444455556666", "a\nb") }),
        ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Refuses_a_request_that_no_roleassist_sends(string json)
    {
        var answer = await _desk.AnswerAsync(Encode(json), Robot, _endpoint.Time.GetUtcNow(), CancellationToken.None);

        Assert.Equal(StatusCodes.Status400BadRequest, answer.Status);
    }

    [Fact]
    public async Task Reads_a_request_that_roleassist_sends()
    {
        var answer = await _desk.AnswerAsync(
            AgentDesk.Encode(Target with { Profile = "nobody" }, purpose: null),
            Robot,
            _endpoint.Time.GetUtcNow(),
            CancellationToken.None
        );

        Assert.Equal(StatusCodes.Status403Forbidden, answer.Status);
        Assert.Contains("nobody", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    private static AssumeTarget Target => new() { Profile = "dev", Agent = "robot" };

    private static string Json(AssumeTarget target) =>
        Encoding.UTF8.GetString(EndpointJson.Write(new AgentRequestDocument(target)));

    private static IEnumerable<string> Names(int count) =>
        Enumerable.Range(0, count).Select(number => $"account-{number}");

    private static string Encode(string json) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private async Task AskAsync(AgentRunDocument run)
    {
        var answer = await _desk.AskAsync(AgentDesk.Encode(run), Robot, CancellationToken.None);
        Assert.Equal(StatusCodes.Status200OK, answer.Status);
    }
}
