namespace RoleAssist.Interop.Files;

/// <summary>
/// Resolves the links in a path, as realpath(3) does. The rest of a path that does not exist is kept.
/// </summary>
public static class LinkResolver
{
    private const int MaxLinks = 40;

    /// <exception cref="IOException">The links form a circle.</exception>
    public static string Resolve(string path)
    {
        var links = 0;
        var full = StartFolder.FullPath(path);
        var resolved = Path.GetPathRoot(full)!;
        var rest = new Stack<string>(Names(full[resolved.Length..]));
        while (rest.TryPop(out var name))
        {
            if (name == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            var current = Path.Combine(resolved, name);
            if (new FileInfo(current).LinkTarget is not { } target)
            {
                resolved = current;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"{path} leads through too many links.");
            }

            if (Path.IsPathRooted(target))
            {
                resolved = Path.GetPathRoot(target)!;
                target = target[resolved.Length..];
            }

            foreach (var next in Names(target))
            {
                rest.Push(next);
            }
        }

        return resolved;
    }

    /// <summary>Whether a resolved path is in a resolved folder.</summary>
    public static bool IsWithin(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".."
            && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !Path.IsPathRooted(relative);
    }

    /// <summary>
    /// Returns the parts of a path, last one first. A part ".." after a link is not the folder before it.
    /// </summary>
    private static IEnumerable<string> Names(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name != ".")
            .Reverse();
}
