using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Tests.Runs;

public sealed class ProgressLineTests : IDisposable
{
    private const string Erase = "\r\e[2K";

    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Tells_how_far_the_run_is_but_not_too_often()
    {
        var progress = new ProgressLine(_terminal, 3, _time);

        progress.Started();
        progress.Started();
        _time.Advance(TimeSpan.FromSeconds(2));
        progress.Ended(RunState.Failed, wasStarted: true);
        progress.Ended(RunState.Ok, wasStarted: true);

        Assert.Equal(
            $"{Erase}0/3 done · 0 failed · 1 running · 0 s{Erase}1/3 done · 1 failed · 1 running · 2 s",
            _terminal.ToString()
        );
    }

    [Fact]
    public void Is_erased_before_anything_else_is_written_and_drawn_again_later()
    {
        var progress = new ProgressLine(_terminal, null, _time);
        progress.Started();

        progress.Write(() => _terminal.Write("line\n"));
        progress.Write(() => _terminal.Write("line\n"));
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Ended(RunState.NotAssumed, wasStarted: false);

        Assert.Equal(
            $"{Erase}0 done · 0 failed · 1 running · 0 s{Erase}line\nline\n{Erase}1 done · 0 failed · "
                + "1 not assumed · 1 running · 1 s",
            _terminal.ToString()
        );
    }

    [Fact]
    public void What_was_cancelled_is_not_done()
    {
        var progress = new ProgressLine(_terminal, 3, _time);
        progress.Ended(RunState.Ok, wasStarted: false);
        progress.Ended(RunState.Canceled, wasStarted: false);
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Ended(RunState.Canceled, wasStarted: false);

        Assert.EndsWith(
            "1/3 done · 0 failed · 2 cancelled · 0 running · 1 s",
            _terminal.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Is_gone_when_the_run_is_over()
    {
        var progress = new ProgressLine(_terminal, 1, _time);
        progress.Started();
        progress.Finish();
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Write(() => _terminal.Write("end"));
        progress.Ended(RunState.Ok, wasStarted: true);

        Assert.EndsWith($"{Erase}end", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_without_a_terminal_too()
    {
        var written = false;

        new ProgressLine(null, 1, _time).Write(() => written = true);

        Assert.True(written);
    }
}
