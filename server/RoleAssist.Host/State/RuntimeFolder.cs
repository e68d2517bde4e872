using System.Globalization;
using RoleAssist.Aws.Files;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.State;

/// <summary>
/// Where there is room for what lives as long as a process does, open to this user alone: the folder that the session has for
/// such things (https://specifications.freedesktop.org/basedir-spec/latest/), a folder of the user's own among the temporary
/// files, or the state folder; this one first where somebody has moved it, so that who keeps apart is apart.
/// </summary>
internal sealed class RuntimeFolder(ProcessEnvironment environment, StateFolder state)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The folders, best first, each made when it is asked for.</summary>
    public IEnumerable<string> Folders() => Candidates.Where(Make);

    /// <summary>Those that are there.</summary>
    public IEnumerable<string> ExistingFolders() => Candidates.Where(IsPrivate);

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
                if (StateFolder.BaseFolder(environment, "XDG_RUNTIME_DIR") is { } session)
                {
                    yield return Path.Combine(session, "roleassist");
                }

                yield return Path.Combine(Path.GetFullPath(Path.GetTempPath()), string.Create(CultureInfo.InvariantCulture, $"roleassist-{UnixUser.Id}"));
            }

            if (!state.IsMoved)
            {
                yield return InState;
            }
        }
    }

    private string InState => Path.Combine(state.Path, "run");

    private static bool Make(string folder)
    {
        try
        {
            PrivateFile.CreateFolder(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return IsPrivate(folder);
    }

    /// <summary>Whether it is a folder, not a link to one, that is closed to others.</summary>
    private static bool IsPrivate(string folder)
    {
        try
        {
            var info = new DirectoryInfo(folder);
            return info.Exists && info.LinkTarget is null && (OperatingSystem.IsWindows() || (info.UnixFileMode & Others) == 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
