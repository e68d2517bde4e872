using RoleAssist.Core.Errors;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Tests.CommandLine;

public class MfaCodeSourceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_stops_waiting_for_a_code(bool fromStdin)
    {
        using var console = new SilentConsole();
        using var stop = new CancellationTokenSource();
        var run = new MfaCodeSource(console, code: null, fromStdin).RunAsync<int>(
            _ => throw new RoleAssistException(ErrorCode.MfaRequired, "A code is needed."),
            stop.Token
        );
        await console.Asked;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Theory]
    [InlineData("123456", false, false, true)]
    [InlineData(null, true, false, true)]
    [InlineData("123456", false, true, false)]
    [InlineData(null, false, false, false)]
    public async Task Reports_a_code_that_was_not_needed(string? code, bool fromStdin, bool isQuiet, bool isReported)
    {
        using var console = new SilentConsole();

        await new MfaCodeSource(console, code, fromStdin, isQuiet).RunAsync(Task.FromResult, CancellationToken.None);

        Assert.Equal(
            isReported ? "note: No MFA code was needed, so the given code was not used.\n" : "",
            console.Printed
        );
    }

    [Fact]
    public async Task Uses_the_code_from_the_command_line_if_one_is_needed()
    {
        using var console = new SilentConsole();

        var used = await new MfaCodeSource(console, "123456", fromStdin: false).RunAsync(
            code =>
                code is null
                    ? throw new RoleAssistException(ErrorCode.MfaRequired, "A code is needed.")
                    : Task.FromResult(code),
            CancellationToken.None
        );

        Assert.Equal(("123456", ""), (used, console.Printed));
    }

    [Fact]
    public async Task A_code_of_the_command_line_serves_one_operation_and_is_not_reported_unused_by_the_next()
    {
        using var console = new SilentConsole();
        var codes = new MfaCodeSource(console, "123456", fromStdin: false);
        Task<string> Use(string? code) =>
            code is null
                ? throw new RoleAssistException(ErrorCode.MfaRequired, "A code is needed.")
                : Task.FromResult(code);

        var first = await codes.RunAsync(Use, CancellationToken.None, isLast: false);
        await codes.RunAsync(code => Task.FromResult(code), CancellationToken.None);

        Assert.Equal(("123456", ""), (first, console.Printed));
    }

    [Fact]
    public async Task A_code_that_no_operation_needed_is_reported_once_at_the_last()
    {
        using var console = new SilentConsole();
        var codes = new MfaCodeSource(console, "123456", fromStdin: false);

        await codes.RunAsync(code => Task.FromResult(code), CancellationToken.None, isLast: false);
        Assert.Equal("", console.Printed);
        await codes.RunAsync(code => Task.FromResult(code), CancellationToken.None);

        Assert.Equal("note: No MFA code was needed, so the given code was not used.\n", console.Printed);
    }

    /// <summary>A terminal without any input.</summary>
    private sealed class SilentConsole : IConsole, IDisposable
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly ManualResetEventSlim _typed = new();

        public Task Asked => _asked.Task;

        public TextWriter Out => TextWriter.Null;

        public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

        public string Printed => Error.ToString()!;

        public Stream RawOut => Stream.Null;

        public Stream RawError => Stream.Null;

        public TextWriter? Progress => null;

        public int? Width => null;

        public bool CanPrompt => true;

        public Stream OpenInput() => Stream.Null;

        public string? ReadLine() => Wait(CancellationToken.None);

        public string? ReadSecret(string prompt, CancellationToken cancellationToken) => Wait(cancellationToken);

        public string? ReadAnswer(string question, CancellationToken cancellationToken) => Wait(cancellationToken);

        public Task WaitForInputClosedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => _typed.Set();

        private string? Wait(CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            _typed.Wait(cancellationToken);
            return null;
        }
    }
}
