using RoleAssist.Contracts.Tests.Generation;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Contracts.Tests;

/// <summary>What the wire's methods have in common.</summary>
public class WireMethodTests
{
    [Fact]
    public void Each_takes_one_params_object_or_none() => Assert.All(WireMethod.All, method =>
    {
        Assert.True(method.Params.Count <= 1, $"{method} takes {method.Params.Count} params");
        Assert.All(method.Params, type => Assert.Equal(typeof(WireJsonContext).Assembly, type.Assembly));
        // Without it, StreamJsonRpc looks for a params object that has the object as its member.
        Assert.True(method.Attribute.UseSingleObjectParameterDeserialization == (method.Params.Count == 1), $"{method}: UseSingleObjectParameterDeserialization");
    });

    /// <summary>StreamJsonRpc sends a notification for what returns nothing, a request for what returns a task.</summary>
    [Fact]
    public void The_host_tells_and_never_asks() => Assert.All(
        WireMethod.All.Where(method => method.IsSentByHost),
        method => Assert.True(method.IsNotification, $"{method} returns a task, so it is sent as a request"));

    [Fact]
    public void What_is_answered_can_be_cancelled_and_nothing_else() => Assert.All(
        WireMethod.All,
        method => Assert.True(method.TakesToken != method.IsNotification, $"{method}: CancellationToken"));

    [Fact]
    public void Each_has_a_name_of_its_own_in_RoleAssists_own_space_or_LSPs()
    {
        Assert.All(WireMethod.All, method => Assert.Matches("^(initialize|initialized|shutdown|exit|\\$/setTrace|roleassist/[a-z][A-Za-z]*(/[a-z][A-Za-z]*)?)$", method.Name));
        Assert.Equal(WireMethod.All.Count, WireMethod.All.Select(method => method.Name).Distinct().Count());
        Assert.Equal(WireMethod.All.Count, WireMethod.All.Select(method => method.Key).Distinct().Count());
    }

    [Fact]
    public void Everything_that_crosses_the_wire_is_in_the_context()
    {
        // StreamJsonRpc's own two: without RequestId, $/cancelRequest is silently ignored under NativeAOT.
        Type[] types = [.. WireMethod.Messages, typeof(RequestId), typeof(CommonErrorData)];

        Assert.All(types, type => Assert.True(WireJsonContext.Default.GetTypeInfo(type) is not null, $"{type.Name} is not in WireJsonContext"));
    }
}
