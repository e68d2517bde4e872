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
    public void Uses_the_time_reported_by_aws()
    {
        _time.Observe(Start.AddHours(1));
        _machine.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Start.AddMinutes(65), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), _time.Skew);
    }

    [Theory]
    [InlineData(600, "600 seconds behind")]
    [InlineData(-600, "600 seconds ahead of")]
    public void Logs_the_direction_of_the_clock_skew(int seconds, string words)
    {
        var log = new Lines();

        new SkewCorrectedTime(_machine, log).Observe(Start.AddSeconds(seconds));

        Assert.Contains(words, Assert.Single(log), StringComparison.Ordinal);
    }

    [Fact]
    public void Ignores_the_delay_of_an_answer()
    {
        _time.Observe(Start.AddSeconds(-2));

        Assert.Equal((TimeSpan.Zero, Start), (_time.Skew, _time.GetUtcNow()));
    }

    [Fact]
    public void Setting_the_clock_back_does_not_extend_credentials()
    {
        _time.Observe(Start);
        _machine.Advance(TimeSpan.FromMinutes(10));
        _machine.Shift(TimeSpan.FromHours(-2));
        _machine.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(Start.AddMinutes(20), _time.GetUtcNow());
    }

    [Fact]
    public void Counts_the_time_that_the_machine_slept()
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
    public void Corrects_a_clock_set_forward_with_the_next_answer()
    {
        _machine.Shift(TimeSpan.FromHours(2));
        Assert.Equal(Start.AddHours(2), _time.GetUtcNow());

        _time.Observe(Start);

        Assert.Equal(Start, _time.GetUtcNow());
    }

    [Fact]
    public void Applies_the_clock_of_another_server_to_its_own_credentials_only()
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
    public void Trusts_a_large_jump_when_two_aws_answers_agree()
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
    public void Trusts_a_small_skew_immediately()
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

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Add(formatter(state, exception));
    }
}
