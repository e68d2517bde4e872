using RoleAssist.Core.AgentTools;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// The folder whose files an agent's commands may use. Without one, as for a client that starts its servers in the home
/// folder, it is an empty folder.
/// </summary>
/// <param name="folder">The folder, with all links followed.</param>
/// <param name="isReal">Whether it is the user's.</param>
internal sealed class AgentWorkspace(string folder, bool isReal) : IWorkspaceFiles
{
    /// <summary>More files and folders take too long to look through.</summary>
    private const int MostEntries = 100_000;

    private static readonly EnumerationOptions Unfiltered = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Gets where commands run.</summary>
    public string Folder => folder;

    /// <summary>Gets whether there is a workspace.</summary>
    public bool IsReal => isReal;

    /// <summary>Chooses the workspace.</summary>
    /// <param name="wanted">The folder that the user names; null for the current one.</param>
    /// <param name="home">The user's home folder, which is too much.</param>
    /// <param name="instead">The folder to use if there is no workspace.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the folder that the user names does not exist, or is too much.
    /// </exception>
    public static AgentWorkspace Choose(string? wanted, string home, string instead)
    {
        var folder = LinkResolver.Resolve(wanted ?? Environment.CurrentDirectory);
        var isTooMuch = LinkResolver.IsWithin(LinkResolver.Resolve(home), folder);
        if (wanted is null && isTooMuch)
        {
            return new AgentWorkspace(instead, isReal: false);
        }

        if (isTooMuch || !Directory.Exists(folder))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                isTooMuch
                    ? $"The workspace {folder} contains your home folder, and with it credentials."
                    : $"The workspace {folder} does not exist.",
                "Name the folder of a project: --workspace FOLDER"
            );
        }

        return new AgentWorkspace(folder, isReal: true);
    }

    public string? Objection(string path)
    {
        try
        {
            return LinkResolver.IsWithin(Resolve(path), folder) ? null : Outside;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "cannot be looked at.";
        }
    }

    public bool IsFileOutside(string path)
    {
        try
        {
            return File.Exists(Path.Combine(folder, path)) && Objection(path) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public bool HasLinksOutside(string path)
    {
        try
        {
            var left = MostEntries;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var next = new Queue<string>([Resolve(path)]);
            while (next.TryDequeue(out var current))
            {
                foreach (var entry in Directory.Exists(current) && seen.Add(current) ? Entries(current) : [])
                {
                    if (--left < 0 || (entry.LinkTarget is not null && Objection(entry.FullName) is not null))
                    {
                        return true;
                    }

                    if (entry.Attributes.HasFlag(FileAttributes.Directory))
                    {
                        next.Enqueue(entry.LinkTarget is null ? entry.FullName : Resolve(entry.FullName));
                    }
                }
            }

            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Returns the full path of a file in the workspace, with all links followed.</summary>
    public string Resolve(string path) => LinkResolver.Resolve(Path.Combine(folder, path));

    private static IEnumerable<FileSystemInfo> Entries(string path) =>
        new DirectoryInfo(path).EnumerateFileSystemInfos("*", Unfiltered);

    private string Outside => isReal ? "lies outside the workspace." : "is a file, and there is no workspace.";
}
