using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Tests.Fakes;

/// <summary>A port that no browser reaches: the test brings the answer.</summary>
internal sealed class FakeCallbacks : ISignInCallbacks, ISignInCallback
{
    private readonly TaskCompletionSource<CallbackAnswer> _answer = new();

    public string? State { get; private set; }

    public bool IsOpen { get; private set; }

    /// <summary>Whether no port can be opened.</summary>
    public bool Fails { get; init; }

    public string RedirectUri => "http://127.0.0.1:4711/oauth/callback";

    public void Bring(CallbackAnswer answer) => _answer.TrySetResult(answer);

    public Task<ISignInCallback> ListenAsync(string state, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new IOException("no port");
        }

        (State, IsOpen) = (state, true);
        return Task.FromResult<ISignInCallback>(this);
    }

    public Task<CallbackAnswer> WaitAsync(CancellationToken cancellationToken) =>
        _answer.Task.WaitAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsOpen = false;
        return ValueTask.CompletedTask;
    }
}
