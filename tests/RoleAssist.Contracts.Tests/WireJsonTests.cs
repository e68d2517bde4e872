using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RoleAssist.Contracts.Tests.Generation;

namespace RoleAssist.Contracts.Tests;

/// <summary>How the wire's types become JSON and back, under the same context as in the host.</summary>
public class WireJsonTests
{
    private static readonly IEnumerable<Type> Strict = WireMethod.Messages.Where(type => !IsAnyEditors(type));

    [Fact]
    public void A_message_with_every_member_comes_back_as_it_was() => Assert.All(WireMethod.Messages, type =>
    {
        var message = SampleMessage.Full(type);
        AssertSame(message, Write(Read(message, type), type));
    });

    /// <summary>What may be absent is left out when it is null: no reader has to tell the two apart.</summary>
    [Fact]
    public void A_message_with_only_what_it_must_have_comes_back_as_it_was() => Assert.All(WireMethod.Messages, type =>
    {
        var message = SampleMessage.Least(type);
        AssertSame(message, Write(Read(message, type), type));
    });

    [Fact]
    public void Null_is_written_for_a_variable_to_remove() => Assert.Equal(
        """{"name":"AWS_PROFILE","value":null}""",
        Write(new EnvironmentVariable("AWS_PROFILE", null), typeof(EnvironmentVariable)).ToJsonString());

    [Fact]
    public void An_error_is_named_and_its_number_is_left_to_json_rpc() =>
        Assert.Equal("""{"code":"MfaRequired"}""", Write(new ErrorData(ErrorCode.MfaRequired), typeof(ErrorData)).ToJsonString());

    [Fact]
    public void An_unknown_member_is_refused() => Assert.All(Strict, type =>
    {
        var message = SampleMessage.Full(type);
        message["sesionId"] = "text";
        AssertRefused(message, type);
    });

    [Fact]
    public void Editors_may_say_more_about_themselves_than_the_host_reads() => Assert.All(WireMethod.Messages.Where(IsAnyEditors), type =>
    {
        var message = SampleMessage.Full(type);
        message["rootUri"] = null;
        Assert.NotNull(Read(message, type));
    });

    [Fact]
    public void A_missing_member_is_refused() => Assert.All(RequiredMembers(), required =>
    {
        var message = SampleMessage.Full(required.Type);
        message.Remove(required.Name);
        AssertRefused(message, required.Type);
    });

    [Fact]
    public void Null_in_place_of_a_member_is_refused() => Assert.All(RequiredMembers(), required =>
    {
        var message = SampleMessage.Full(required.Type);
        message[required.Name] = null;
        AssertRefused(message, required.Type);
    });

    [Theory]
    [InlineData(typeof(AssumeParams), """{"durationSeconds":"3600"}""")]
    [InlineData(typeof(AssumeParams), """{"tokenCode":123456}""")]
    [InlineData(typeof(AssumeParams), """{"Profile":"dev"}""")]
    [InlineData(typeof(EndSessionParams), """["text"]""")]
    public void A_member_of_another_type_or_spelling_is_refused(Type type, string message) => AssertRefused(JsonNode.Parse(message)!, type);

    private static IEnumerable<(Type Type, string Name)> RequiredMembers() =>
        WireMethod.Messages.SelectMany(type => SampleMessage.RequiredMembers(type).Select(name => (type, name)));

    private static bool IsAnyEditors(Type type) =>
        type.IsDefined(typeof(JsonUnmappedMemberHandlingAttribute), inherit: false);

    private static object? Read(JsonNode message, Type type) => message.Deserialize(WireJsonContext.Default.GetTypeInfo(type)!);

    private static JsonNode Write(object? value, Type type) => JsonSerializer.SerializeToNode(value, WireJsonContext.Default.GetTypeInfo(type)!)!;

    private static void AssertSame(JsonNode expected, JsonNode actual) => Assert.Equal(expected.ToJsonString(), actual.ToJsonString());

    private static void AssertRefused(JsonNode message, Type type)
    {
        if (Record.Exception(() => Read(message, type)) is not JsonException)
        {
            Assert.Fail($"{type.Name} was read from {message.ToJsonString()}");
        }
    }
}
