using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Errors;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Http;

public class RetryPolicyTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Queue<Exception> _faults = new();
    private int _attempts;

    private static HttpRequestException Unsent => new(HttpRequestError.ConnectionError, "refused", new SocketException(111));

    private static RoleAssistException Busy => new(ErrorCode.Throttled, "busy");

    [Fact]
    public async Task A_request_that_was_never_sent_is_sent_again_though_it_holds_a_code()
    {
        Fail(Unsent, new HttpRequestException(HttpRequestError.NameResolutionError, "unknown"));

        await RunAsync(isOnce: true);

        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_about_in_time_was_never_sent()
    {
        Fail(new TaskCanceledException("no", new TimeoutException()));

        await RunAsync(isOnce: true);

        Assert.Equal(2, _attempts);
    }

    public static TheoryData<Exception> Answered => [Busy, new IOException("reset"), new HttpRequestException(HttpRequestError.ResponseEnded, "ended")];

    [Theory]
    [MemberData(nameof(Answered))]
    public async Task A_request_with_a_code_that_may_have_been_seen_is_not_repeated(Exception fault)
    {
        Fail(fault);
        await Assert.ThrowsAsync<RoleAssistException>(() => RunAsync(isOnce: true));
        Assert.Equal(1, _attempts);

        Fail(fault);
        await RunAsync(isOnce: false);
        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_will_not_be_the_next_time()
    {
        Fail(new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("UntrustedRoot")));

        await Assert.ThrowsAsync<RoleAssistException>(() => RunAsync(isOnce: false));

        Assert.Equal(1, _attempts);
    }

    [Theory]
    [InlineData(ErrorCode.AccessDenied)]
    [InlineData(ErrorCode.CredentialsExpired)]
    [InlineData(ErrorCode.ConfigurationInvalid)]
    public async Task An_answer_is_an_answer(ErrorCode code)
    {
        Fail(new RoleAssistException(code, "no"));

        Assert.Equal(code, (await Assert.ThrowsAsync<RoleAssistException>(() => RunAsync(isOnce: false))).Code);
        Assert.Equal(1, _attempts);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 0.5, 1)]
    [InlineData(2, 1, 2)]
    public void The_pauses_grow_and_are_cut_by_chance(int attempt, double jitter, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.PauseAfter(attempt, jitter));

    [Fact]
    public async Task All_attempts_together_end_after_twenty_seconds()
    {
        var call = RunAsync(isOnce: false, attempt: stop => Task.Delay(Timeout.InfiniteTimeSpan, stop));

        foreach (var (attempt, seconds) in new[] { (1, 8), (2, 8), (3, 4) })
        {
            await Until(() => _attempts == attempt);
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(ErrorCode.ServiceTimeout, (await Assert.ThrowsAsync<RoleAssistException>(() => call.WaitAsync(TimeLimits.Hang))).Code);
    }

    [Fact]
    public async Task A_request_with_a_code_may_take_all_the_time()
    {
        var answer = new TaskCompletionSource();
        var call = RunAsync(isOnce: true, attempt: stop => answer.Task.WaitAsync(stop));

        _time.Advance(TimeSpan.FromSeconds(19));
        answer.SetResult();

        await call;
    }

    [Fact]
    public async Task Cancellation_ends_the_pause_too()
    {
        using var cancel = new CancellationTokenSource();
        Fail(Busy);
        var call = RunAsync(isOnce: false, policy: new RetryPolicy(_time, () => 1), cancellationToken: cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, _attempts);
    }

    private void Fail(params IEnumerable<Exception> faults)
    {
        foreach (var fault in faults)
        {
            _faults.Enqueue(fault);
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeLimits.Hang);
        while (!condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }

    private Task<int> RunAsync(bool isOnce, RetryPolicy? policy = null, Func<CancellationToken, Task>? attempt = null, CancellationToken cancellationToken = default) =>
        (policy ?? new RetryPolicy(_time, () => 0)).RunAsync(
            async stop =>
            {
                _attempts++;
                await (attempt?.Invoke(stop) ?? Task.CompletedTask);
                return _faults.TryDequeue(out var fault) ? throw fault : _attempts;
            },
            fault => fault as RoleAssistException
                ?? (ConnectionFault.Of(fault) is { } broken ? new RoleAssistException(broken.Code, broken.Says("it"), broken.Hint, fault) : null),
            isOnce,
            cancellationToken);
}
