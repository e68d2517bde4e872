using RoleAssist.Core.SignIn;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>Signs in when the test says so.</summary>
internal sealed class FakeSignInMethod(TimeProvider time) : ISignInMethod
{
    public List<FakeSignInAttempt> Started { get; } = [];

    public List<string> Ended { get; } = [];

    /// <summary>The page of the next attempts.</summary>
    public string Page { get; set; } = "https://page.example/";

    public SignInKind Kind => SignInKind.IdentityCenter;

    public Task<ISignInAttempt> StartAsync(SignInTarget target, SignInFlow flow, CancellationToken cancellationToken)
    {
        var attempt = new FakeSignInAttempt(target, flow, time.GetUtcNow().AddMinutes(10)) { Url = Page };
        Started.Add(attempt);
        return Task.FromResult<ISignInAttempt>(attempt);
    }

    public Task<SignInStatus> GetStatusAsync(SignInTarget target, CancellationToken cancellationToken) =>
        Task.FromResult(new SignInStatus(target.Name, Kind, SignInState.SignedOut));

    public Task<EndedSignIn> EndAsync(SignInTarget target, CancellationToken cancellationToken)
    {
        Ended.Add(target.Name);
        return Task.FromResult(new EndedSignIn(target, ["Done."]));
    }
}

/// <summary>An attempt that ends when the test says so.</summary>
internal sealed class FakeSignInAttempt(SignInTarget target, SignInFlow flow, DateTimeOffset expiresAt) : ISignInAttempt
{
    private readonly TaskCompletionSource<SignedIn> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SignInFlow Flow => flow == SignInFlow.Auto ? SignInFlow.Browser : flow;

    public string? Url { get; init; }

    public bool TakesCode => flow == SignInFlow.Code;

    public DateTimeOffset ExpiresAt => expiresAt;

    public bool IsDisposed { get; private set; }

    public string? Submitted { get; private set; }

    public void Succeed() => _outcome.TrySetResult(new SignedIn(target, expiresAt.AddHours(1), IsRenewable: true));

    public void Fail(Exception fault) => _outcome.TrySetException(fault);

    public Task<SignedIn> WaitAsync(CancellationToken cancellationToken) => _outcome.Task.WaitAsync(cancellationToken);

    public Task SubmitAsync(string code, CancellationToken cancellationToken)
    {
        Submitted = code;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
