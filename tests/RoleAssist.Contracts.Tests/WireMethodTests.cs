using System.Reflection;
using PolyType;
using RoleAssist.Contracts.Tests.Generation;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Contracts.Tests;

/// <summary>Rules that all methods of the wire follow.</summary>
public class WireMethodTests
{
    [Fact]
    public void Takes_at_most_one_params_object() =>
        Assert.All(
            WireMethod.All,
            method =>
            {
                Assert.True(method.Params.Count <= 1, $"{method} takes {method.Params.Count} params");
                Assert.All(method.Params, type => Assert.Equal(typeof(WireJsonContext).Assembly, type.Assembly));
                // Without it, StreamJsonRpc expects the object as a named member of the params.
                Assert.True(
                    method.Attribute.UseSingleObjectParameterDeserialization == (method.Params.Count == 1),
                    $"{method}: UseSingleObjectParameterDeserialization"
                );
            }
        );

    /// <summary>
    /// StreamJsonRpc sends a notification for a method that returns void, and a request for one that returns a task.
    /// </summary>
    [Fact]
    public void The_host_sends_only_notifications() =>
        Assert.All(
            WireMethod.All.Where(method => method.IsSentByHost),
            method => Assert.True(method.IsNotification, $"{method} returns a task, so it is sent as a request")
        );

    [Fact]
    public void Only_requests_take_a_cancellation_token() =>
        Assert.All(
            WireMethod.All,
            method => Assert.True(method.TakesToken != method.IsNotification, $"{method}: CancellationToken")
        );

    [Fact]
    public void Has_a_unique_name_under_roleassist_or_from_LSP()
    {
        Assert.All(
            WireMethod.All,
            method =>
                Assert.Matches(
                    "^(initialize|initialized|shutdown|exit|\\$/setTrace|roleassist/[a-z][A-Za-z]*(/[a-z][A-Za-z]*)?)$",
                    method.Name
                )
        );
        Assert.Equal(WireMethod.All.Count, WireMethod.All.Select(method => method.Name).Distinct().Count());
        Assert.Equal(WireMethod.All.Count, WireMethod.All.Select(method => method.Key).Distinct().Count());
    }

    [Fact]
    public void The_serializer_context_contains_every_message_type()
    {
        // The last two are StreamJsonRpc's: without RequestId, $/cancelRequest is silently ignored under NativeAOT.
        Type[] types = [.. WireMethod.Messages, typeof(RequestId), typeof(CommonErrorData)];

        Assert.All(
            types,
            type =>
                Assert.True(
                    WireJsonContext.Default.GetTypeInfo(type) is not null,
                    $"{type.Name} is not in WireJsonContext"
                )
        );
    }

    [Fact]
    public void The_types_of_the_wire_have_no_shapes_of_their_own()
    {
        var excluded = typeof(IRoleAssistServer)
            .Assembly.GetCustomAttributes<TypeShapeExtensionAttribute>()
            .Where(shape => shape.Kind == TypeShapeKind.None)
            .Select(shape => shape.Target);

        Assert.Empty(
            WireMethod.All.SelectMany(method => method.Params.Append(method.Result)).OfType<Type>().Except(excluded)
        );
    }
}
