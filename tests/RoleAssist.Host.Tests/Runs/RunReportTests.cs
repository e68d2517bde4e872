using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.Runs;

public sealed class RunReportTests : IDisposable
{
    private readonly RunStop _stop = new();
    private readonly ScriptedConsole _console = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void The_summary_counts_and_names_what_failed_in_order()
    {
        var report = Report(new NoOutput());
        report.Ended(RunItems.NotAssumed(RunItems.Item(3)));
        report.Ended(RunItems.Failed(RunItems.Item(2, "eu-west-1"), 9));
        report.Ended(RunItems.Ok(RunItems.Item(1)));
        report.Ended(RunItems.Canceled(RunItems.Item(4)));
        report.Ended(RunItems.Failed(RunItems.Item(0), 143) with { TimedOut = true });

        RunSummary.Print(_console, report, TimeSpan.FromSeconds(12.34));

        Assert.Equal(
            """
            1 ok, 2 failed, 1 not assumed, 1 cancelled in 12.3 s
              account-0 (000000000000): timed out
              account-2/eu-west-1 (000000000002): exit code 9
              account-3 (000000000003): not assumed: AWS denied it.

            """.ReplaceLineEndings("\n"),
            _console.Errors
        );
    }

    [Fact]
    public void A_refusal_does_not_repeat_its_arns()
    {
        var report = Report(new NoOutput());
        report.Ended(
            RunItems.NotAssumed(RunItems.Item(3)) with
            {
                Fault = new RoleAssistException(
                    ErrorCode.AccessDenied,
                    "AWS denied the request to assume role arn:aws:iam::000000000003:role/x: User: "
                        + "arn:aws:iam::1:user/ana is not authorized to perform: sts:AssumeRole on resource: "
                        + "arn:aws:iam::000000000003:role/x"
                ),
            }
        );

        RunSummary.Print(_console, report, TimeSpan.Zero);

        Assert.EndsWith(
            "  account-3 (000000000003): refused: not authorized to perform sts:AssumeRole\n",
            _console.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_output_that_cannot_be_opened_stops_the_run()
    {
        var report = Report(new Closed());

        report.Started(RunItems.Item(1)).Write("text");
        report.Ended(RunItems.Ok(RunItems.Item(1)));

        Assert.IsType<IOException>(report.WriteFault);
        Assert.True(_stop.Stopping.IsCancellationRequested);
    }

    private sealed class Closed : IRunOutput
    {
        public IItemOutput Open(RunItem item) => throw new IOException("closed");

        public void Close(RunResult result, IItemOutput? output) { }

        public void CloseAccount(int account) { }

        public void Dispose() { }
    }

    [Fact]
    public void A_run_without_failures_has_one_line()
    {
        var report = Report(new NoOutput());
        report.Ended(RunItems.Ok(RunItems.Item(1)));

        RunSummary.Print(_console, report, TimeSpan.Zero);

        Assert.Equal("1 ok in 0.0 s\n", _console.Errors);
    }

    [Fact]
    public void Many_failures_are_counted_and_control_nothing()
    {
        var report = Report(new NoOutput());
        for (var account = 0; account < 60; account++)
        {
            report.Ended(RunItems.Failed(RunItems.Item(account, name: $"a\e[2J{account}"), 1));
        }

        RunSummary.Print(_console, report, TimeSpan.Zero);

        Assert.Equal(52, _console.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("  and 10 more: --results FILE lists all.\n", _console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', _console.Errors);
    }

    [Fact]
    public void Output_that_cannot_be_written_stops_the_run_and_breaks_nothing()
    {
        var report = Report(new Broken());

        report.Started(RunItems.Item(1)).Write("x");
        report.Ended(RunItems.Ok(RunItems.Item(1)));
        report.AccountEnded(1);

        Assert.Equal("write", report.WriteFault!.Message);
        Assert.True(_stop.Stopping.IsCancellationRequested);
        Assert.Equal(1, report.Count(RunState.Ok));
    }

    [Theory]
    [InlineData(RunState.Ok, null, "ok")]
    [InlineData(RunState.Failed, 2, "exit code 2")]
    [InlineData(RunState.Failed, null, "The command 'x' is not on the PATH.")]
    [InlineData(RunState.Canceled, 130, "cancelled")]
    public void A_result_is_told_in_a_few_words(RunState state, int? code, string words)
    {
        var fault = new RoleAssistException(ErrorCode.InvalidArgument, "The command 'x' is not on the PATH.");

        Assert.Equal(words, ResultText.Of(new RunResult(RunItems.Item(1), state) { ExitCode = code, Fault = fault }));
    }

    private RunReport Report(IRunOutput output) => new(output, RunOutputTests.NoProgress, null, _stop);

    private sealed class Broken : IRunOutput, IItemOutput
    {
        public IItemOutput Open(RunItem item) => this;

        public void Write(bool isError, ReadOnlySpan<byte> bytes) => throw new IOException("write");

        public void Close(RunResult result, IItemOutput? output) => throw new IOException("close");

        public void CloseAccount(int account) => throw new IOException("account");

        public void Dispose() { }
    }
}
