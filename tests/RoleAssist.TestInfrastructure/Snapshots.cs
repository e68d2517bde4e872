using Snapshooter;
using Snapshooter.Xunit3;

namespace RoleAssist.TestInfrastructure;

/// <summary>
/// Compares text with what is kept in <c>__snapshots__</c> beside the test. The one place that knows the snapshot
/// library, so that it can be exchanged.
/// </summary>
public static class Snapshots
{
    private const string UpdateVariable = "UPDATE_SNAPSHOTS";

    private static readonly bool Updating = Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    // Without strictness a snapshot that is not there is written and the test passes, whatever it says.
    static Snapshots() => Environment.SetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE", Updating ? "off" : "on");

    /// <summary>Fails unless the text is the kept one. <c>UPDATE_SNAPSHOTS=1</c> keeps this one instead.</summary>
    /// <param name="text">What the test has seen, without anything that changes from run to run.</param>
    /// <param name="caseName">Tells the cases of a theory apart.</param>
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
