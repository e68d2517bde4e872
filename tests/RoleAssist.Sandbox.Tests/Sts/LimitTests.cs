using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests every limit of every parameter with real requests.</summary>
public sealed class LimitTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    private const string Name = @"[\w+=,.@-]*";
    private const string ExternalId = @"[\w+=,.@:\/-]*";
    private const string Serial = @"[\w+=/:,.@-]*";
    private const string Arn = @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+";

    [Theory]
    [InlineData("RoleSessionName", "x", "Member must have length greater than or equal to 2")]
    [InlineData("RoleSessionName", "x*65", "Member must have length less than or equal to 64")]
    [InlineData("RoleSessionName", "a b", "Member must satisfy regular expression pattern: " + Name)]
    [InlineData("RoleSessionName", "añb", "Member must satisfy regular expression pattern: " + Name)]
    [InlineData("RoleArn", "x*19", "Member must have length greater than or equal to 20")]
    [InlineData("RoleArn", "x*2049", "Member must have length less than or equal to 2048")]
    [InlineData(
        "RoleArn",
        "arn:aws:iam::222233334444:role/a\u0001b",
        "Member must satisfy regular expression pattern: " + Arn
    )]
    [InlineData("ExternalId", "x", "Member must have length greater than or equal to 2")]
    [InlineData("ExternalId", "x*1225", "Member must have length less than or equal to 1224")]
    [InlineData("ExternalId", "a b", "Member must satisfy regular expression pattern: " + ExternalId)]
    [InlineData("DurationSeconds", "899", "Member must have value greater than or equal to 900")]
    [InlineData("DurationSeconds", "-1", "Member must have value greater than or equal to 900")]
    [InlineData("DurationSeconds", "43201", "Member must have value less than or equal to 43200")]
    [InlineData("SerialNumber", "x*8", "Member must have length greater than or equal to 9")]
    [InlineData("SerialNumber", "x*257", "Member must have length less than or equal to 256")]
    [InlineData("SerialNumber", "123456 89", "Member must satisfy regular expression pattern: " + Serial)]
    [InlineData("TokenCode", "12345", "Member must have length greater than or equal to 6")]
    [InlineData("TokenCode", "1234567", "Member must have length less than or equal to 6")]
    [InlineData("TokenCode", "12345x", @"Member must satisfy regular expression pattern: [\d]*")]
    [InlineData("TokenCode", "١٢٣٤٥٦", @"Member must satisfy regular expression pattern: [\d]*")]
    [InlineData("SourceIdentity", "x", "Member must have length greater than or equal to 2")]
    [InlineData("SourceIdentity", "x*65", "Member must have length less than or equal to 64")]
    [InlineData("SourceIdentity", "a:b", "Member must satisfy regular expression pattern: " + Name)]
    [InlineData(
        "Policy",
        "\u0100",
        @"Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+"
    )]
    public async Task Rejects_a_value_beyond_its_limit(string parameter, string value, string constraint)
    {
        value = Expand(value);
        var shown = value.Replace('\u0001', '\uFFFD');
        var answer = await CallAsync((parameter, value));
        answer.Refused(
            400,
            "ValidationError",
            $"1 validation error detected: Value '{shown}' at '{char.ToLowerInvariant(parameter[0])}{parameter[1..]}' failed to satisfy constraint: {constraint}"
        );
    }

    [Theory]
    [InlineData("RoleSessionName", "xy")]
    [InlineData("RoleSessionName", "x*64")]
    [InlineData("RoleSessionName", "_+=,.@-")]
    [InlineData("ExternalId", "x*1224")]
    [InlineData("ExternalId", "_+=,.@:/-")]
    [InlineData("DurationSeconds", "900")]
    [InlineData("SourceIdentity", "x*64")]
    public async Task Accepts_a_value_at_its_limit(string parameter, string value) =>
        (await CallAsync((parameter, Expand(value)))).Granted();

    [Theory]
    [InlineData("DurationSeconds", "899", "Member must have value greater than or equal to 900")]
    [InlineData("DurationSeconds", "129601", "Member must have value less than or equal to 129600")]
    [InlineData("SerialNumber", "x*8", "Member must have length greater than or equal to 9")]
    [InlineData("TokenCode", "12345", "Member must have length greater than or equal to 6")]
    public async Task GetSessionToken_has_limits(string parameter, string value, string constraint)
    {
        var answer = await sandbox.CallAsync("GetSessionToken", (parameter, Expand(value)));
        Assert.Equal((400, "ValidationError"), (answer.Status, answer.Code));
        Assert.EndsWith("failed to satisfy constraint: " + constraint, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RoleArn", "roleArn")]
    [InlineData("RoleSessionName", "roleSessionName")]
    public async Task Rejects_a_missing_required_parameter(string left, string inModel)
    {
        (string Name, string Value)[] all =
        [
            ("RoleArn", "arn:aws:iam::222233334444:role/developer"),
            ("RoleSessionName", "xy"),
        ];
        var answer = await sandbox.CallAsync("AssumeRole", all.Where(parameter => parameter.Name != left));
        answer.Refused(
            400,
            "ValidationError",
            $"1 validation error detected: Value null at '{inModel}' failed to satisfy constraint: Member must not be null"
        );
    }

    [Fact]
    public async Task Reports_all_validation_errors_together() =>
        (await CallAsync(("RoleSessionName", "!"), ("DurationSeconds", "1"))).Refused(
            400,
            "ValidationError",
            "3 validation errors detected: "
                + $"Value '!' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: {Name}; "
                + "Value '!' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; "
                + "Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
        );

    [Theory]
    [InlineData("arn:aws:iam::222233334444:user/developer")]
    [InlineData("arn:aws:iam::2222:role/developer")]
    [InlineData("this is no ARN but long enough")]
    public async Task An_arn_must_be_a_role_arn(string arn) =>
        (await CallAsync(("RoleArn", arn))).Refused(400, "ValidationError", $"{arn} is invalid");

    [Fact]
    public async Task A_duration_must_be_a_number() =>
        Assert.Equal("MalformedInput", (await CallAsync(("DurationSeconds", "1h"))).Code);

    [Theory]
    [InlineData(
        "",
        "red",
        "tags.1.member.key",
        "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"
    )]
    [InlineData("x*129", "red", "tags.1.member.key", "Member must have length less than or equal to 128")]
    [InlineData(
        "te#am",
        "red",
        "tags.1.member.key",
        "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"
    )]
    [InlineData("team", "x*257", "tags.1.member.value", "Member must have length less than or equal to 256")]
    [InlineData(
        "team",
        "<red>",
        "tags.1.member.value",
        "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"
    )]
    public async Task Rejects_a_tag_beyond_its_limit(string key, string value, string path, string constraint)
    {
        var answer = await CallAsync(("Tags.member.1.Key", Expand(key)), ("Tags.member.1.Value", Expand(value)));
        Assert.Equal((400, "ValidationError"), (answer.Status, answer.Code));
        Assert.Contains(
            $"at '{path}' failed to satisfy constraint: {constraint}",
            answer.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Accepts_a_tag_at_its_limit() =>
        (await CallAsync(("Tags.member.1.Key", new string('ж', 128)), ("Tags.member.1.Value", ""))).Granted();

    [Theory]
    [InlineData("Key")]
    [InlineData("Value")]
    public async Task A_tag_requires_a_key_and_a_value(string only) =>
        Assert.Contains(
            "Value null at 'tags.1.member.",
            (await CallAsync(($"Tags.member.1.{only}", "x"))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Tags", ".Key", "tags", 50)]
    [InlineData("TransitiveTagKeys", "", "transitiveTagKeys", 50)]
    [InlineData("PolicyArns", ".arn", "policyArns", 10)]
    public async Task A_list_has_a_maximum_length(string list, string suffix, string inModel, int max)
    {
        var tooMany = Enumerable
            .Range(1, max + 1)
            .Select(number => ($"{list}.member.{number}{suffix}", $"arn:aws:iam::aws:policy/p{number}"));
        var message = (await CallAsync([.. tooMany])).Message;
        Assert.Contains(
            $"at '{inModel}' failed to satisfy constraint: Member must have length less than or equal to {max}",
            message,
            StringComparison.Ordinal
        );
        var justSo = await CallAsync([.. tooMany.Take(max)]);
        Assert.DoesNotContain($"at '{inModel}' failed", justSo.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "PolicyArns.member.1.arn",
        "short",
        "policyArns.1.member.arn",
        "Member must have length greater than or equal to 20"
    )]
    [InlineData(
        "TransitiveTagKeys.member.1",
        "x*129",
        "transitiveTagKeys.1.member",
        "Member must have length less than or equal to 128"
    )]
    public async Task Members_of_lists_have_limits(string parameter, string value, string path, string constraint) =>
        Assert.Contains(
            $"at '{path}' failed to satisfy constraint: {constraint}",
            (await CallAsync((parameter, Expand(value)))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Rejects_an_empty_policy() =>
        Assert.Contains(
            "at 'policy' failed to satisfy constraint: Member must have length greater than or equal to 1",
            (await CallAsync(("Policy", ""))).Message,
            StringComparison.Ordinal
        );

    private Task<Answer> CallAsync(params (string Name, string Value)[] parameters) =>
        sandbox.CallAsync(
            "AssumeRole",
            new[]
            {
                (Name: "RoleArn", Value: "arn:aws:iam::222233334444:role/developer"),
                (Name: "RoleSessionName", Value: "session"),
            }
                .ExceptBy(parameters.Select(parameter => parameter.Name), parameter => parameter.Name)
                .Concat(parameters)
        );

    /// <summary>Expands <c>x*65</c> to 65 times x.</summary>
    private static string Expand(string value) =>
        value.Split('*') is [var character, var count] && int.TryParse(count, out var times)
            ? string.Concat(Enumerable.Repeat(character, times))
            : value;
}
