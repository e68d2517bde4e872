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

    /// <summary>A terminal at which nobody types anything.</summary>
    private sealed class SilentConsole : IConsole, IDisposable
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly ManualResetEventSlim _typed = new();

        public Task Asked => _asked.Task;

        public TextWriter Out => TextWriter.Null;

        public TextWriter Error => TextWriter.Null;

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
