using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

/// <summary>
/// A day with twenty sessions, a laptop that sleeps, a clock that jumps and an STS that sometimes fails.
/// </summary>
public sealed class ADayTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a session may have no credentials after everything works again: one poll of the clock, and the longest
    /// wait between attempts.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Never_serves_expired_credentials_and_limits_calls_to_sts(int seed)
    {
        var files = new AwsFiles().User("home");
        foreach (var number in Enumerable.Range(0, 20))
        {
            files.Role($"role-{number}", "home", ("duration_seconds", $"{900 + (number % 5 * 900)}"));
        }

        using var sessions = new SessionsInMemory(files);
        using var renewer = sessions.Renewer;
        var day = new Day(sessions, new Random(seed));
        var all = await sessions.AssumeAllAsync(
            string.Join(' ', Enumerable.Range(0, 20).Select(number => $"role-{number}"))
        );
        renewer.Start();

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(24); passed += Step)
        {
            day.Pass();
            await sessions.SettleAsync();
            Assert.All(all, session => AssertServed(sessions, session.Id, day));
        }

        // Lifetimes of 15 minutes are renewed every 10; of 30, every 20; of 45, every 27; of 60, every 42; of 75, every
        // 57: at most 1,350 renewals, fewer if the laptop slept, and one more for each change of the clock.
        Assert.InRange(sessions.Sts.Calls.Count - sessions.Sts.Failed, 400, 1_350 + (20 * day.ClockSet));
        // While STS is down, each session tries about once a minute.
        Assert.InRange(sessions.Sts.Failed, 0, 20 * 2 * day.Out.TotalMinutes);
    }

    private static void AssertServed(SessionsInMemory sessions, SessionId id, Day day)
    {
        try
        {
            var served = sessions.Registry.GetUnexpired(id);
            Assert.True(
                served.Credentials.Expiration > day.True,
                $"{served.Chain.Profile} is served expired at {day.True}"
            );
        }
        catch (RoleAssistException nothing) when (nothing.Code == ErrorCode.CredentialsExpired)
        {
            Assert.True(
                day.True - day.LastTrouble < Patience,
                $"nothing is served at {day.True}, {day.True - day.LastTrouble} after the last trouble"
            );
        }
    }

    private sealed class Day
    {
        private readonly SessionsInMemory _sessions;
        private readonly Random _random;
        private int _stepsOut;

        public Day(SessionsInMemory sessions, Random random)
        {
            (_sessions, _random) = (sessions, random);
            True = LastTrouble = sessions.Machine.GetUtcNow();
            sessions.Sts.Clock = () => True;
        }

        /// <summary>The real time.</summary>
        public DateTimeOffset True { get; private set; }

        public DateTimeOffset LastTrouble { get; private set; }

        /// <summary>How often the clock was changed.</summary>
        public int ClockSet { get; private set; }

        /// <summary>How long STS was down in total.</summary>
        public TimeSpan Out { get; private set; }

        public void Pass()
        {
            True += Step;
            switch (_random.Next(400))
            {
                case 0: // The laptop sleeps: the system clock continues, timers do not.
                    var slept = TimeSpan.FromMinutes(_random.Next(1, 300));
                    True += slept;
                    _sessions.Machine.Shift(slept);
                    LastTrouble = True;
                    break;
                case 1: // The clock is changed.
                    ClockSet++;
                    _sessions.Machine.Shift(TimeSpan.FromMinutes(_random.Next(-90, 90)));
                    LastTrouble = True;
                    break;
                case 2: // STS is down for a while.
                    _stepsOut = _random.Next(1, 70);
                    break;
            }

            if (_stepsOut > 0)
            {
                _stepsOut--;
                Out += Step;
                LastTrouble = True;
            }

            _sessions.Sts.Fault =
                _stepsOut > 0 ? new RoleAssistException(ErrorCode.ServiceUnavailable, "STS is out.") : null;
            _sessions.Machine.Advance(Step);
        }
    }
}
