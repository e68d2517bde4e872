using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Notices that something happened to files which may not be there yet, nor the folders they will be in. What the
/// system's watchers tell is a hint and no more: they lose events, and know nothing of content.
/// </summary>
internal sealed class PathWatcher(IReadOnlyList<string> paths, Action touched) : IDisposable
{
    private readonly List<FileSystemWatcher> _watchers = [];
    private volatile bool _isStale = true;

    /// <summary>Watches again, if a file or folder on the way has come or gone since the last time.</summary>
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

            // What came before its folder was watched was seen by nobody.
            _isStale |= !Places().SequenceEqual(places);
        }
    }

    public void Dispose()
    {
        _watchers.ForEach(watcher => watcher.Dispose());
        _watchers.Clear();
    }

    private List<(string Folder, string Name)> Places() => [.. paths.Select(StartFolder.FullPath).SelectMany(PlacesOf).Distinct()];

    /// <summary>The file in its folder, the folder in the nearest one above that exists, and where the file is a link to.</summary>
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

        if (TargetOf(file) is { } target)
        {
            yield return (Path.GetDirectoryName(target)!, Path.GetFileName(target));
        }
    }

    private static string? TargetOf(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: true) is { Exists: true } target ? target.FullName : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is not there, goes in circles, or is out of reach.
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
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
            };
            watcher.Changed += (_, change) => OnEvent(names.Contains(change.Name!), cameOrWent: false);
            watcher.Created += (_, change) => OnEvent(names.Contains(change.Name!), cameOrWent: true);
            watcher.Deleted += (_, change) => OnEvent(names.Contains(change.Name!), cameOrWent: true);
            watcher.Renamed += (_, change) => OnEvent(names.Contains(change.Name!) || names.Contains(change.OldName!), cameOrWent: true);
            watcher.Error += (_, _) => OnEvent(concerns: true, cameOrWent: true);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException)
        {
            // The system watches no more folders, or this one has gone: then changes show with the next request.
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
