using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

public class SkewCorrectedTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeMachine _machine = new(Start);
    private readonly SkewCorrectedTime _time;

    public SkewCorrectedTimeTests() => _time = new SkewCorrectedTime(_machine, NullLogger<SkewCorrectedTime>.Instance);

    [Fact]
    public void What_aws_says_is_the_time_from_then_on()
    {
        _time.Observe(Start.AddHours(1));
        _machine.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Start.AddMinutes(65), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), _time.Skew);
    }

    [Theory]
    [InlineData(600, "600 seconds behind")]
    [InlineData(-600, "600 seconds ahead of")]
    public void The_log_says_in_which_way_the_clock_is_wrong(int seconds, string words)
    {
        var log = new Lines();

        new SkewCorrectedTime(_machine, log).Observe(Start.AddSeconds(seconds));

        Assert.Contains(words, Assert.Single(log), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_took_a_moment_is_no_skew()
    {
        _time.Observe(Start.AddSeconds(-2));

        Assert.Equal((TimeSpan.Zero, Start), (_time.Skew, _time.GetUtcNow()));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_give_credentials_a_longer_life()
    {
        _time.Observe(Start);
        _machine.Advance(TimeSpan.FromMinutes(10));
        _machine.Shift(TimeSpan.FromHours(-2));
        _machine.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(Start.AddMinutes(20), _time.GetUtcNow());
    }

    [Fact]
    public void A_sleep_that_no_timer_noticed_counts()
    {
        _time.Observe(Start);
        _machine.Shift(TimeSpan.FromHours(3));
        Assert.Equal(Start.AddHours(3), _time.GetUtcNow());

        _machine.Shift(TimeSpan.FromHours(-1));
        Assert.Equal(Start.AddHours(3), _time.GetUtcNow());

        _machine.Shift(TimeSpan.FromMinutes(30));
        Assert.Equal(Start.AddHours(3.5), _time.GetUtcNow());
    }

    [Fact]
    public void A_clock_that_was_set_forward_is_put_right_by_the_next_answer()
    {
        _machine.Shift(TimeSpan.FromHours(2));
        Assert.Equal(Start.AddHours(2), _time.GetUtcNow());

        _time.Observe(Start);

        Assert.Equal(Start, _time.GetUtcNow());
    }

    [Fact]
    public void A_foreign_servers_clock_counts_for_its_own_credentials_alone()
    {
        var emulator = new Uri("http://localhost:4566");
        _time.Observe(emulator, Start.AddHours(13));

        Assert.Equal(Start, _time.GetUtcNow());
        Assert.Equal(Start.AddHours(1), _time.FromServer(emulator, Start.AddHours(14)));
        Assert.Equal(Start.AddHours(14), _time.FromServer(Aws, Start.AddHours(14)));

        _time.Observe(new Uri("https://sts.acme.example"), Start.AddHours(-13));
        _time.Observe(new Uri("https://sts.acme.example"), Start.AddHours(-13));
        Assert.Equal(Start, _time.GetUtcNow());
    }

    [Fact]
    public void A_large_jump_is_believed_when_two_answers_of_aws_agree()
    {
        _time.Observe(Aws, Start.AddHours(13));
        Assert.Equal(Start, _time.GetUtcNow());

        _time.Observe(Aws, Start.AddHours(-3));
        Assert.Equal(Start, _time.GetUtcNow());

        _time.Observe(Aws, Start.AddHours(-3).AddSeconds(10));
        Assert.Equal(Start.AddHours(-3).AddSeconds(10), _time.GetUtcNow());
        Assert.Equal(Start, _time.FromServer(Aws, Start));
    }

    [Fact]
    public void A_small_skew_of_aws_is_believed_at_once()
    {
        _time.Observe(Aws, Start.AddMinutes(10));

        Assert.Equal(Start.AddMinutes(10), _time.GetUtcNow());
    }

    private static Uri Aws { get; } = new("https://sts.eu-west-1.amazonaws.com");

    private sealed class Lines : List<string>, ILogger<SkewCorrectedTime>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
