using Snapshooter;
using Snapshooter.Xunit3;

namespace RoleAssist.TestInfrastructure;

/// <summary>
/// Compares text with a snapshot in <c>__snapshots__</c> next to the test. Only this class uses the snapshot library,
/// so that it can be replaced.
/// </summary>
public static class Snapshots
{
    private const string UpdateVariable = "UPDATE_SNAPSHOTS";

    private static readonly bool Updating = Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    // Without strict mode, a missing snapshot is created and the test passes.
    static Snapshots() => Environment.SetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE", Updating ? "off" : "on");

    /// <summary>
    /// Fails if the text differs from the snapshot. <c>UPDATE_SNAPSHOTS=1</c> replaces the snapshot instead.
    /// </summary>
    /// <param name="text">The test's output, without anything that changes from run to run.</param>
    /// <param name="caseName">Distinguishes the cases of a theory.</param>
    public static void Match(string text, string? caseName = null)
    {
        var name = caseName is null ? Snapshot.FullName() : Snapshot.FullName(SnapshotNameExtension.Create(caseName));
        if (Updating)
        {
            var kept = Path.Combine(name.FolderPath, "__snapshots__", name.Filename);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Delete(kept);
        }

        Snapshot.Match(text, name);
    }
}
