using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Reports possible changes to files that may not exist yet, nor their folders. Events of the system's watchers are
/// only hints: they can be lost, and do not tell whether the content changed.
/// </summary>
internal sealed class PathWatcher(IReadOnlyList<string> paths, Action touched) : IDisposable
{
    private readonly List<FileSystemWatcher> _watchers = [];
    private volatile bool _isStale = true;

    /// <summary>
    /// Recreates the watchers if a file or folder along a path was created or deleted since the last call.
    /// </summary>
    public void Renew()
    {
        while (_isStale)
        {
            _isStale = false;
            Dispose();
            var places = Places();
            foreach (var folder in places.ToLookup(place => place.Folder, place => place.Name))
            {
                Watch(folder.Key, [.. folder]);
            }

            // A file or folder may have been created before its parent was watched.
            _isStale |= !Places().SequenceEqual(places);
        }
    }

    public void Dispose()
    {
        _watchers.ForEach(watcher => watcher.Dispose());
        _watchers.Clear();
    }

    private List<(string Folder, string Name)> Places() =>
        [.. paths.Select(StartFolder.FullPath).SelectMany(PlacesOf).Distinct()];

    /// <summary>
    /// Gets what to watch for a file: the file in its folder, or the missing folder in its nearest existing ancestor;
    /// and the target if the file is a link.
    /// </summary>
    private static IEnumerable<(string Folder, string Name)> PlacesOf(string file)
    {
        var path = file;
        while (Path.GetDirectoryName(path) is { } folder)
        {
            if (Directory.Exists(folder))
            {
                yield return (folder, Path.GetFileName(path));
                if (path != file)
                {
                    break;
                }
            }

            path = folder;
        }

        if (GetTarget(file) is { } target)
        {
            yield return (Path.GetDirectoryName(target)!, Path.GetFileName(target));
        }
    }

    private static string? GetTarget(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: true) is { Exists: true } target
                ? target.FullName
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The link is missing, circular or not accessible.
            return null;
        }
    }

    private void Watch(string folder, HashSet<string> names)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter =
                    NotifyFilters.FileName
                    | NotifyFilters.DirectoryName
                    | NotifyFilters.LastWrite
                    | NotifyFilters.Size
                    | NotifyFilters.Attributes,
            };
            watcher.Changed += (_, change) => OnEvent(names.Contains(change.Name!), cameOrWent: false);
            watcher.Created += (_, change) => OnEvent(names.Contains(change.Name!), cameOrWent: true);
            watcher.Deleted += (_, change) => OnEvent(names.Contains(change.Name!), cameOrWent: true);
            watcher.Renamed += (_, change) =>
                OnEvent(names.Contains(change.Name!) || names.Contains(change.OldName!), cameOrWent: true);
            watcher.Error += (_, _) => OnEvent(concerns: true, cameOrWent: true);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException)
        {
            // The system's limit of watchers is reached, or the folder was deleted. Changes are then found by the next
            // request.
            watcher?.Dispose();
        }
    }

    private void OnEvent(bool concerns, bool cameOrWent)
    {
        if (concerns)
        {
            _isStale |= cameOrWent;
            touched();
        }
    }
}
