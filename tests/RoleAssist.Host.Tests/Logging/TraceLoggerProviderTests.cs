using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Host.Logging;

namespace RoleAssist.Host.Tests.Logging;

public class TraceLoggerProviderTests
{
    [Fact]
    public void Writes_the_time_and_the_stack_trace_without_secrets_and_control_characters()
    {
        using var written = new StringWriter { NewLine = "\n" };
        using var provider = new TraceLoggerProvider(
            written,
            new Redactor([]),
            new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
        );
        var logger = provider.CreateLogger("RoleAssist.Host.Rpc.JsonRpcService");

#pragma warning disable CA1848, CA2254, CA1873 // Performance does not matter in a test.
        logger.LogDebug(Thrown(), "key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n\u001b[31mred");
#pragma warning restore CA1848, CA2254, CA1873

        var lines = written.ToString().Split('\n');
        Assert.Equal("2026-01-02T03:04:05.000Z debug JsonRpcService: key <secret>\uFFFD\uFFFD[31mred", lines[0]);
        Assert.Equal("System.InvalidOperationException: of account <account>", lines[1]);
        Assert.Contains(nameof(Thrown), lines[2], StringComparison.Ordinal);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("of account 123456789012");
        }
        catch (InvalidOperationException fault)
        {
            return fault;
        }
    }
}
