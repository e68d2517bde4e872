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

    private static HttpRequestException Unsent =>
        new(HttpRequestError.ConnectionError, "refused", new SocketException(111));

    private static RoleAssistException Busy => new(ErrorCode.Throttled, "busy");

    [Fact]
    public async Task Retries_a_request_with_a_code_that_was_not_sent()
    {
        Fail(Unsent, new HttpRequestException(HttpRequestError.NameResolutionError, "unknown"));

        await RunAsync(idempotency: Idempotency.NotIdempotent);

        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task Retries_a_request_with_a_code_after_a_connection_timeout()
    {
        Fail(new TaskCanceledException("no", new TimeoutException()));

        await RunAsync(idempotency: Idempotency.NotIdempotent);

        Assert.Equal(2, _attempts);
    }

    public static TheoryData<Exception> Answered =>
        [Busy, new IOException("reset"), new HttpRequestException(HttpRequestError.ResponseEnded, "ended")];

    [Theory]
    [MemberData(nameof(Answered))]
    public async Task Does_not_retry_a_request_with_a_code_that_may_have_arrived(Exception fault)
    {
        Fail(fault);
        await Assert.ThrowsAsync<RoleAssistException>(() => RunAsync(idempotency: Idempotency.NotIdempotent));
        Assert.Equal(1, _attempts);

        Fail(fault);
        await RunAsync(idempotency: Idempotency.Idempotent);
        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task Does_not_retry_after_an_untrusted_certificate()
    {
        Fail(
            new HttpRequestException(
                HttpRequestError.SecureConnectionError,
                "tls",
                new AuthenticationException("UntrustedRoot")
            )
        );

        await Assert.ThrowsAsync<RoleAssistException>(() => RunAsync(idempotency: Idempotency.Idempotent));

        Assert.Equal(1, _attempts);
    }

    [Theory]
    [InlineData(ErrorCode.AccessDenied)]
    [InlineData(ErrorCode.CredentialsExpired)]
    [InlineData(ErrorCode.ConfigurationInvalid)]
    public async Task Does_not_retry_after_a_final_error(ErrorCode code)
    {
        Fail(new RoleAssistException(code, "no"));

        Assert.Equal(
            code,
            (await Assert.ThrowsAsync<RoleAssistException>(() => RunAsync(idempotency: Idempotency.Idempotent))).Code
        );
        Assert.Equal(1, _attempts);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 0.5, 1)]
    [InlineData(2, 1, 2)]
    public void Pauses_grow_exponentially_and_are_shortened_by_jitter(int attempt, double jitter, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.PauseAfter(attempt, jitter));

    [Fact]
    public async Task Stops_retrying_after_twenty_seconds()
    {
        var call = RunAsync(
            idempotency: Idempotency.Idempotent,
            attempt: stop => Task.Delay(Timeout.InfiniteTimeSpan, stop)
        );

        foreach (var (attempt, seconds) in new[] { (1, 8), (2, 8), (3, 4) })
        {
            await Until(() => _attempts == attempt);
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(
            ErrorCode.ServiceTimeout,
            (await Assert.ThrowsAsync<RoleAssistException>(() => call.WaitAsync(TimeLimits.Hang))).Code
        );
    }

    [Fact]
    public async Task A_request_with_a_code_may_use_the_whole_time_limit()
    {
        var answer = new TaskCompletionSource();
        var call = RunAsync(idempotency: Idempotency.NotIdempotent, attempt: stop => answer.Task.WaitAsync(stop));

        _time.Advance(TimeSpan.FromSeconds(19));
        answer.SetResult();

        await call;
    }

    [Fact]
    public async Task Cancellation_ends_the_pause()
    {
        using var cancel = new CancellationTokenSource();
        Fail(Busy);
        var call = RunAsync(
            idempotency: Idempotency.Idempotent,
            policy: new RetryPolicy(_time, () => 1),
            cancellationToken: cancel.Token
        );

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

    private Task<int> RunAsync(
        Idempotency idempotency,
        RetryPolicy? policy = null,
        Func<CancellationToken, Task>? attempt = null,
        CancellationToken cancellationToken = default
    ) =>
        (policy ?? new RetryPolicy(_time, () => 0)).RunAsync(
            async stop =>
            {
                _attempts++;
                await (attempt?.Invoke(stop) ?? Task.CompletedTask);
                return _faults.TryDequeue(out var fault) ? throw fault : _attempts;
            },
            fault =>
                fault as RoleAssistException
                ?? (
                    ConnectionFault.FromException(fault) is { } broken
                        ? new RoleAssistException(broken.Code, broken.Says("it"), broken.Hint, fault)
                        : null
                ),
            idempotency,
            cancellationToken
        );
}
