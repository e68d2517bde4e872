using System.Globalization;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.State;

/// <summary>
/// Where there is room for what lives as long as a process does, open to this user alone: the folder that the session has for
/// such things (https://specifications.freedesktop.org/basedir-spec/latest/), a folder of the user's own among the temporary
/// files, or the state folder; this one first where somebody has moved it, so that who keeps apart is apart.
/// </summary>
internal sealed class RuntimeFolder(ProcessEnvironment environment, StateFolder state)
{
    private const string Link = "is a link";

    /// <summary>The folders, best first, each made when it is asked for.</summary>
    public IEnumerable<string> Folders() => Candidates.Where(folder => Make(folder) is null);

    /// <summary>Those that are there.</summary>
    public IEnumerable<string> ExistingFolders() => Candidates.Where(folder => Directory.Exists(folder) && Objection(folder) is null);

    /// <summary>The folders that are passed over, each in a sentence that says why.</summary>
    public IReadOnlyList<string> Objections() =>
        [.. Candidates.Select(folder => Make(folder) is { } objection ? $"{folder} {objection}." : null).OfType<string>()];

    private IEnumerable<string> Candidates
    {
        get
        {
            if (state.IsMoved)
            {
                yield return InState;
            }

            if (!OperatingSystem.IsWindows())
            {
                // The session makes it, at its beginning; another user's process must not be the one that does.
                if (StateFolder.BaseFolder(environment, "XDG_RUNTIME_DIR") is { } session && Directory.Exists(session))
                {
                    yield return Path.Combine(session, "roleassist");
                }

                yield return Path.Combine(StartFolder.FullPath(Path.GetTempPath()), string.Create(CultureInfo.InvariantCulture, $"roleassist-{UnixUser.Id}"));
            }

            if (!state.IsMoved)
            {
                yield return InState;
            }
        }
    }

    private string InState => Path.Combine(state.Path, "run");

    private static string? Make(string folder) => IsLink(folder) ? Link : PrivateFolder.Make(folder, PrivateFolder.Anything);

    private static string? Objection(string folder) => IsLink(folder) ? Link : PrivateFolder.Objection(folder, PrivateFolder.Anything);

    private static bool IsLink(string folder) => new DirectoryInfo(folder).LinkTarget is not null;
}
