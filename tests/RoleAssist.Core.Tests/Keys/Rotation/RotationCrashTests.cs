using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Keys.Rotation;

/// <summary>Kills a rotation before and after each call and each write, and runs it again until it is complete.</summary>
public class RotationCrashTests(ITestOutputHelper output)
{
    private const int MaxEvents = 100;

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    public async Task A_rotation_goes_on_after_a_crash_at_any_moment(bool hasMfa, bool delete, bool hasRetired)
    {
        var crashes = 0;
        for (var dies = 1; dies <= MaxEvents; dies++)
        {
            using var bench = await RotationBench.StartAsync(hasMfa);
            if (hasRetired)
            {
                await bench.RunAsync();
                bench.Time.Leap(TimeSpan.FromDays(90));
            }

            var first = bench.Stored.Current.Id;
            if (!await CrashAsync(bench, dies, delete))
            {
                break;
            }

            crashes++;
            output.WriteLine($"{dies}: {bench.DiedAt}");
            await CompleteAsync(bench, first, delete);
            CheckEnd(bench, first, delete);
        }

        Assert.InRange(crashes, 20, MaxEvents - 1);
    }

    [Fact]
    public async Task A_rotation_goes_on_after_two_crashes_at_any_moments()
    {
        for (var first = 1; first <= MaxEvents; first++)
        {
            for (var second = 1; second <= MaxEvents; second++)
            {
                using var bench = await RotationBench.StartAsync();
                var isFirst = await CrashAsync(bench, first, delete: false);
                if (!isFirst)
                {
                    return;
                }

                if (IsComplete(bench, FakeAws.FirstKey))
                {
                    break;
                }

                var isSecond = await CrashAsync(bench, second, delete: false);
                await CompleteAsync(bench, FakeAws.FirstKey, delete: false);
                CheckEnd(bench, FakeAws.FirstKey, delete: false);
                if (!isSecond)
                {
                    break;
                }
            }
        }

        Assert.Fail("There are too many events.");
    }

    /// <summary>Whether the process died before it was done.</summary>
    private static async Task<bool> CrashAsync(RotationBench bench, int dies, bool delete)
    {
        bench.Restart(dies);
        try
        {
            await bench.RunAsync(delete);
            return false;
        }
        catch (RotationBench.CrashException)
        {
            return true;
        }
        finally
        {
            bench.Restart(0);
        }
    }

    private static async Task CompleteAsync(RotationBench bench, string first, bool delete)
    {
        if (!IsComplete(bench, first))
        {
            Assert.Equal(RotationStep.None, (await bench.RunAsync(delete)).Step);
        }
    }

    /// <summary>Whether it died after the last write: another run would begin another rotation.</summary>
    private static bool IsComplete(RotationBench bench, string first)
    {
        using var stored = bench.Stored;
        return stored.Step == RotationStep.None && stored.Current.Id != first;
    }

    private static void CheckEnd(RotationBench bench, string first, bool delete)
    {
        using var stored = bench.Stored;
        Assert.Equal((RotationStep.None, null), (stored.Step, stored.Pending));
        Assert.NotEqual(first, stored.Current.Id);
        Assert.True(bench.Aws[stored.Current.Id].IsActive);
        Assert.All(
            bench.Aws.Keys.Where(key => key.Id != stored.Current.Id),
            key =>
            {
                Assert.Equal(stored.Retired?.Id, key.Id);
                Assert.False(key.IsActive);
                Assert.False(delete, $"{key.Id} was to be deleted.");
            }
        );
    }
}
