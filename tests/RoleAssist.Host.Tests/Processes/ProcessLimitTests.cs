using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Tests.Processes;

public class ProcessLimitTests
{
    [Theory]
    [InlineData(40, null, 40)]
    [InlineData(40, 4_000, 40)]
    [InlineData(40, 45, 5)]
    [InlineData(40, 3, 1)]
    [InlineData(1, 0, 1)]
    public void Starts_no_more_processes_than_files_can_be_opened_for(int wanted, int? filesLeft, int most) =>
        Assert.Equal(most, ProcessLimit.Of(wanted, filesLeft));
}
