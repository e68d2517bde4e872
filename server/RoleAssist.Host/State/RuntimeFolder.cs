using System.Globalization;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.State;

/// <summary>
/// The folder for files that exist as long as a process does, accessible only to this user: in the runtime directory of
/// the login session (https://specifications.freedesktop.org/basedir-spec/latest/), in the folder for temporary files,
/// or in the state folder. The state folder comes first if the user has moved it, so that a separate state folder
/// separates everything.
/// </summary>
internal sealed class RuntimeFolder(ProcessEnvironment environment, StateFolder state)
{
    private const string Link = "is a link";

    /// <summary>Returns the usable folders in order of preference, and creates each when it is enumerated.</summary>
    public IEnumerable<string> Folders() => Candidates.Where(folder => Make(folder) is null);

    /// <summary>Returns the usable folders that exist.</summary>
    public IEnumerable<string> GetExistingFolders() =>
        Candidates.Where(folder => Directory.Exists(folder) && Objection(folder) is null);

    /// <summary>Returns a sentence for each folder that cannot be used, with the reason.</summary>
    public IReadOnlyList<string> Objections() =>
        [
            .. Candidates
                .Select(folder => Make(folder) is { } objection ? $"{folder} {objection}." : null)
                .OfType<string>(),
        ];

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
                // The login session creates it. It is not created here, because this process may run as another user.
                if (StateFolder.BaseFolder(environment, "XDG_RUNTIME_DIR") is { } session && Directory.Exists(session))
                {
                    yield return Path.Combine(session, "roleassist");
                }

                yield return Path.Combine(
                    StartFolder.FullPath(Path.GetTempPath()),
                    string.Create(CultureInfo.InvariantCulture, $"roleassist-{UnixUser.Id}")
                );
            }

            if (!state.IsMoved)
            {
                yield return InState;
            }
        }
    }

    private string InState => Path.Combine(state.Path, "run");

    private static string? Make(string folder) =>
        IsLink(folder) ? Link : PrivateFolder.Make(folder, PrivateFolder.Anything);

    private static string? Objection(string folder) =>
        IsLink(folder) ? Link : PrivateFolder.Objection(folder, PrivateFolder.Anything);

    private static bool IsLink(string folder) => new DirectoryInfo(folder).LinkTarget is not null;
}
