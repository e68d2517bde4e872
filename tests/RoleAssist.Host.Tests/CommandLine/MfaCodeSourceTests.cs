using RoleAssist.Core.Errors;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Tests.CommandLine;

public class MfaCodeSourceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_gives_up_while_a_code_is_awaited_is_not_kept(bool fromStdin)
    {
        using var console = new SilentConsole();
        using var stop = new CancellationTokenSource();
        var run = new MfaCodeSource(console, code: null, fromStdin)
            .RunAsync<int>(_ => throw new RoleAssistException(ErrorCode.MfaRequired, "A code is needed."), stop.Token);
        await console.Asked;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Theory]
    [InlineData("123456", false, false, true)]
    [InlineData(null, true, false, true)]
    [InlineData("123456", false, true, false)]
    [InlineData(null, false, false, false)]
    public async Task A_code_that_nothing_asked_for_is_said_not_to_be_used(string? code, bool fromStdin, bool isQuiet, bool isSaid)
    {
        using var console = new SilentConsole();

        await new MfaCodeSource(console, code, fromStdin, isQuiet).RunAsync(Task.FromResult, CancellationToken.None);

        Assert.Equal(isSaid ? "note: No MFA code was needed, so the given code was not used.\n" : "", console.Said);
    }

    [Fact]
    public async Task A_code_of_the_command_line_is_used_where_one_is_needed()
    {
        using var console = new SilentConsole();

        var used = await new MfaCodeSource(console, "123456", fromStdin: false).RunAsync(
            code => code is null ? throw new RoleAssistException(ErrorCode.MfaRequired, "A code is needed.") : Task.FromResult(code),
            CancellationToken.None);

        Assert.Equal(("123456", ""), (used, console.Said));
    }

    /// <summary>A terminal at which nobody types anything.</summary>
    private sealed class SilentConsole : IConsole, IDisposable
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly ManualResetEventSlim _typed = new();

        public Task Asked => _asked.Task;

        public TextWriter Out => TextWriter.Null;

        public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

        public string Said => Error.ToString()!;

        public int? Width => null;

        public bool CanPrompt => true;

        public string? ReadLine() => Wait(CancellationToken.None);

        public string? ReadSecret(string prompt, CancellationToken cancellationToken) => Wait(cancellationToken);

        public Task InputClosedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => _typed.Set();

        private string? Wait(CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            _typed.Wait(cancellationToken);
            return null;
        }
    }
}
