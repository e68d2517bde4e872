using System.Threading.Channels;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.Sessions;

public class RequestPacerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeMachine _time = new(Start);
    private readonly Channel<int> _sent = Channel.CreateUnbounded<int>();

    [Fact]
    public async Task Sends_requests_evenly()
    {
        var pacer = new RequestPacer(10, _time);
        var requests = Enumerable.Range(0, 4).Select(number => Send(pacer, number)).ToList();

        await Sent();
        for (var next = 1; next < 4; next++)
        {
            Wait(99);
            Assert.False(_sent.Reader.TryRead(out _));
            Wait(1);
            await Sent();
        }

        await Task.WhenAll(requests);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_delays_nothing()
    {
        var pacer = new RequestPacer(10, _time);
        await Send(pacer, 0);
        _time.Shift(TimeSpan.FromHours(-1));
        var request = Send(pacer, 1);

        Wait(100);

        await request.WaitAsync(TimeLimits.Hang);
    }

    [Fact]
    public async Task Halves_the_rate_once_for_a_burst_that_was_scheduled_at_the_old_rate()
    {
        var pacer = new RequestPacer(10, _time);
        var answers = new TaskCompletionSource();
        var asked = 0;
        var burst = Enumerable
            .Range(0, 4)
            .Select(_ =>
                pacer.RunAsync(
                    async _ =>
                    {
                        var isFirstTime = ++asked <= 4;
                        _sent.Writer.TryWrite(0);
                        await answers.Task;
                        return isFirstTime ? throw Throttled() : 0;
                    },
                    CancellationToken.None
                )
            )
            .ToList();
        await Sent();
        for (var turn = 1; turn < 4; turn++)
        {
            Wait(100);
            await Sent();
        }

        answers.SetResult();

        // The four are sent again: the first at its turn, the others at five a second.
        await SentWithin(100);
        for (var again = 1; again < 4; again++)
        {
            await SentWithin(200);
        }

        await Task.WhenAll(burst);
    }

    [Theory]
    [InlineData(ErrorCode.ServiceTimeout, 200)]
    [InlineData(ErrorCode.ServiceUnavailable, 200)]
    [InlineData(ErrorCode.AccessDenied, 100)]
    public async Task Slows_down_where_aws_does_not_keep_up(ErrorCode code, int milliseconds)
    {
        var pacer = new RequestPacer(10, _time);
        await Assert.ThrowsAsync<RoleAssistException>(() =>
            Send(pacer, 0, () => new RoleAssistException(code, "No answer."))
        );
        await Sent();
        Wait(100);
        await Send(pacer, 1);
        await Sent();

        var next = Send(pacer, 2);
        Wait(milliseconds - 10);
        Assert.False(_sent.Reader.TryRead(out _));
        Wait(10);
        await next.WaitAsync(TimeLimits.Hang);
    }

    [Fact]
    public async Task Recovers_up_to_its_rate()
    {
        var pacer = new RequestPacer(10, _time);
        var isThrottled = true;
        var first = Send(pacer, 0, () => isThrottled ? Throttled() : null);
        await Sent();
        isThrottled = false;
        await SentWithin(200);
        await first;
        for (var success = 0; success < 20; success++)
        {
            var request = Send(pacer, success);
            await SentWithin(200);
            await request;
        }

        // The turn of the next is at most a tenth of a second away, and no less.
        var last = Send(pacer, 0);
        await SentWithin(100);
        await last;
        var next = Send(pacer, 0);
        Wait(99);
        Assert.False(_sent.Reader.TryRead(out _));
        Wait(1);
        await next.WaitAsync(TimeLimits.Hang);
    }

    [Fact]
    public async Task Gives_up_after_eight_attempts()
    {
        var pacer = new RequestPacer(1_000, _time);
        var request = Send(pacer, 0, Throttled);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            await SentWithin(2_000);
        }

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => request.WaitAsync(TimeLimits.Hang));

        Assert.Equal(ErrorCode.Throttled, fault.Code);
        Wait(10_000);
        Assert.False(_sent.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Other_refusals_are_final()
    {
        var request = Send(
            new RequestPacer(10, _time),
            0,
            () => new RoleAssistException(ErrorCode.AccessDenied, "No.")
        );

        await Assert.ThrowsAsync<RoleAssistException>(() => request);
        Assert.True(_sent.Reader.TryRead(out _));
        Assert.False(_sent.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_wait_can_be_canceled()
    {
        using var stop = new CancellationTokenSource();
        var pacer = new RequestPacer(0.1, _time);
        await Send(pacer, 0);
        var waiting = pacer.RunAsync(_ => Task.FromResult(0), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<int> Send(RequestPacer pacer, int number, Func<RoleAssistException?>? refuse = null) =>
        pacer.RunAsync(
            _ =>
            {
                // Decided before it is told, because the test goes on then.
                var fault = refuse?.Invoke();
                _sent.Writer.TryWrite(number);
                return fault is null ? Task.FromResult(number) : Task.FromException<int>(fault);
            },
            CancellationToken.None
        );

    private async Task Sent() => await _sent.Reader.ReadAsync().AsTask().WaitAsync(TimeLimits.Hang);

    /// <summary>Advances the time until the next request is sent, which must not take longer.</summary>
    private async Task SentWithin(int milliseconds)
    {
        for (var waited = 0; waited < milliseconds && !_sent.Reader.TryPeek(out _); waited++)
        {
            Wait(1);
        }

        await Sent();
    }

    private void Wait(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private static RoleAssistException Throttled() => new(ErrorCode.Throttled, "Too fast.");
}
