using System.Text;
using System.Text.Json;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>
/// Writes a Step Functions state machine with a distributed map
/// (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). Each item's task assumes the role of
/// its account (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html).
/// </summary>
internal static class StateMachineWriter
{
    /// <summary>The most a state can pass on, in bytes (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html).</summary>
    private const int LargestState = 256 * 1024;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static EngineDefinition Write(EngineRequest request)
    {
        var items = WriteJson(writer => WriteItems(writer, request));
        if (items.Length > LargestState)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The list of {request.Selection.Places.Count} accounts and regions is larger than a state may be.",
                "Select fewer, or put the list into S3 and read it with an ItemReader."
            );
        }

        return new EngineDefinition(
            "run-in-accounts.asl.json",
            Encoding.UTF8.GetString(WriteJson(writer => WriteMachine(writer, request))) + "\n",
            [
                "The role of the state machine needs sts:AssumeRole for the roles, and they must trust it.",
                request.Function is null
                    ? "Replace the task by what to do in each account; "
                        + "a call of a service works in the region of the state machine."
                    : "The function is called with the role of each account, which needs lambda:InvokeFunction for it.",
            ]
        );
    }

    private static void WriteMachine(Utf8JsonWriter writer, EngineRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("Comment", "Runs a task with the role of each account");
        writer.WriteString("StartAt", "Accounts");
        writer.WriteStartObject("States");
        writer.WriteStartObject("Accounts");
        writer.WriteString("Type", "Pass");
        writer.WritePropertyName("Result");
        WriteItems(writer, request);
        writer.WriteString("Next", "EachAccount");
        writer.WriteEndObject();
        writer.WriteStartObject("EachAccount");
        writer.WriteString("Type", "Map");
        writer.WriteString("Label", "EachAccount");
        writer.WriteNumber("MaxConcurrency", request.Parallel);
        writer.WriteNumber("ToleratedFailurePercentage", 10);
        writer.WriteStartObject("ItemProcessor");
        writer.WriteStartObject("ProcessorConfig");
        writer.WriteString("Mode", "DISTRIBUTED");
        writer.WriteString("ExecutionType", "STANDARD");
        writer.WriteEndObject();
        writer.WriteString("StartAt", "Run");
        writer.WriteStartObject("States");
        WriteTask(writer, request);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteBoolean("End", true);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter writer, EngineRequest request)
    {
        var partition = request.Selection.Accounts[0].Role.Partition;
        writer.WriteStartObject("Run");
        writer.WriteString("Type", "Task");
        writer.WriteString(
            "Resource",
            request.Function is null
                ? $"arn:{partition}:states:::aws-sdk:sts:getCallerIdentity"
                : $"arn:{partition}:states:::lambda:invoke"
        );
        writer.WriteStartObject("Credentials");
        writer.WriteString("RoleArn.$", "$.roleArn");
        writer.WriteEndObject();
        writer.WriteStartObject("Parameters");
        if (request.Function is not null)
        {
            writer.WriteString("FunctionName", request.Function);
            writer.WriteString("Payload.$", "$");
        }

        writer.WriteEndObject();
        writer.WriteStartArray("Retry");
        writer.WriteStartObject();
        writer.WriteStartArray("ErrorEquals");
        writer.WriteStringValue("States.TaskFailed");
        writer.WriteEndArray();
        writer.WriteNumber("IntervalSeconds", 2);
        writer.WriteNumber("MaxAttempts", 3);
        writer.WriteNumber("BackoffRate", 2);
        writer.WriteString("JitterStrategy", "FULL");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteBoolean("End", true);
        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, EngineRequest request)
    {
        writer.WriteStartArray();
        foreach (var place in request.Selection.Places)
        {
            writer.WriteStartObject();
            writer.WriteString("account", place.Account.AccountId);
            writer.WriteString("name", EngineText.Name(place.Name));
            writer.WriteString("roleArn", place.Account.RoleArn);
            writer.WriteString("region", place.Region);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static byte[] WriteJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.ToArray();
    }
}
