using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RoleAssist.Contracts.Tests.Generation;

namespace RoleAssist.Contracts.Tests;

/// <summary>Round trips of the wire's types, with the host's serializer context.</summary>
public class WireJsonTests
{
    private static readonly IEnumerable<Type> Strict = WireMethod.Messages.Where(type => !IsAnyEditors(type));

    [Fact]
    public void A_message_with_every_member_survives_a_round_trip() =>
        Assert.All(
            WireMethod.Messages,
            type =>
            {
                var message = SampleMessage.Full(type);
                AssertSame(message, Write(Read(message, type), type));
            }
        );

    /// <summary>Optional members are omitted when null, so readers need not distinguish null from absent.</summary>
    [Fact]
    public void A_message_with_only_required_members_survives_a_round_trip() =>
        Assert.All(
            WireMethod.Messages,
            type =>
            {
                var message = SampleMessage.Least(type);
                AssertSame(message, Write(Read(message, type), type));
            }
        );

    [Fact]
    public void Writes_null_for_a_variable_to_remove() =>
        Assert.Equal(
            """{"name":"AWS_PROFILE","value":null}""",
            Write(new EnvironmentVariable("AWS_PROFILE", null), typeof(EnvironmentVariable)).ToJsonString()
        );

    [Fact]
    public void Error_data_contains_the_name_and_leaves_the_number_to_JSON_RPC() =>
        Assert.Equal(
            """{"code":"MfaRequired"}""",
            Write(new ErrorData(ErrorCode.MfaRequired), typeof(ErrorData)).ToJsonString()
        );

    [Fact]
    public void Rejects_an_unknown_member() =>
        Assert.All(
            Strict,
            type =>
            {
                var message = SampleMessage.Full(type);
                message["sesionId"] = "text";
                AssertRefused(message, type);
            }
        );

    [Fact]
    public void Ignores_unknown_members_in_messages_of_the_LSP_life_cycle() =>
        Assert.All(
            WireMethod.Messages.Where(IsAnyEditors),
            type =>
            {
                var message = SampleMessage.Full(type);
                message["rootUri"] = null;
                Assert.NotNull(Read(message, type));
            }
        );

    [Fact]
    public void Rejects_a_missing_required_member() =>
        Assert.All(
            RequiredMembers(),
            required =>
            {
                var message = SampleMessage.Full(required.Type);
                message.Remove(required.Name);
                AssertRefused(message, required.Type);
            }
        );

    [Fact]
    public void Rejects_null_for_a_required_member() =>
        Assert.All(
            RequiredMembers(),
            required =>
            {
                var message = SampleMessage.Full(required.Type);
                message[required.Name] = null;
                AssertRefused(message, required.Type);
            }
        );

    [Theory]
    [InlineData(typeof(AssumeParams), """{"durationSeconds":"3600"}""")]
    [InlineData(typeof(AssumeParams), """{"tokenCode":123456}""")]
    [InlineData(typeof(AssumeParams), """{"Profile":"dev"}""")]
    [InlineData(typeof(EndSessionParams), """["text"]""")]
    public void Rejects_a_member_with_the_wrong_type_or_spelling(Type type, string message) =>
        AssertRefused(JsonNode.Parse(message)!, type);

    private static IEnumerable<(Type Type, string Name)> RequiredMembers() =>
        WireMethod.Messages.SelectMany(type => SampleMessage.RequiredMembers(type).Select(name => (type, name)));

    private static bool IsAnyEditors(Type type) =>
        type.IsDefined(typeof(JsonUnmappedMemberHandlingAttribute), inherit: false);

    private static object? Read(JsonNode message, Type type) =>
        message.Deserialize(WireJsonContext.Default.GetTypeInfo(type)!);

    private static JsonNode Write(object? value, Type type) =>
        JsonSerializer.SerializeToNode(value, WireJsonContext.Default.GetTypeInfo(type)!)!;

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.Equal(expected.ToJsonString(), actual.ToJsonString());

    private static void AssertRefused(JsonNode message, Type type)
    {
        if (Record.Exception(() => Read(message, type)) is not JsonException)
        {
            Assert.Fail($"{type.Name} was deserialized from {message.ToJsonString()}");
        }
    }
}
