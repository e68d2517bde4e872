using System.Text;
using RoleAssist.Core.Keys;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Finds the Git repositories that track an AWS file: their history keeps what the file no longer holds. Git itself is
/// not run; its index is searched for the path (https://git-scm.com/docs/index-format).
/// </summary>
/// <param name="files">The AWS files.</param>
/// <param name="home">The user's home folder, which is the highest that is searched.</param>
public sealed class DotfileRepositories(SharedConfigFiles files, string home) : IKeyTraces
{
    /// <summary>A larger index is not one of dotfiles.</summary>
    private const long LongestIndex = 16 * 1024 * 1024;

    public IReadOnlyList<string> Find() =>
        [
            .. new[] { files.Credentials, files.Config }
                .SelectMany(file => new[] { file, LinkResolver.Resolve(file) })
                .SelectMany(RepositoriesOf)
                .Distinct()
                .Select(folder =>
                    $"The Git repository in {folder} tracks an AWS file, so its history has the old key: look with git -C "
                    + $"{folder} log -S AKIA"
                ),
        ];

    private IEnumerable<string> RepositoriesOf(string file)
    {
        var top = Path.GetFullPath(home);
        for (
            var folder = Path.GetDirectoryName(Path.GetFullPath(file));
            folder is not null
                && (folder == top || folder.StartsWith(top + Path.DirectorySeparatorChar, StringComparison.Ordinal));
            folder = Path.GetDirectoryName(folder)
        )
        {
            if (Tracks(folder, Path.GetRelativePath(folder, file)))
            {
                yield return folder;
            }
        }
    }

    private static bool Tracks(string folder, string path)
    {
        try
        {
            var index = new FileInfo(Path.Combine(folder, ".git", "index"));
            return index is { Exists: true, Length: <= LongestIndex }
                && File.ReadAllBytes(index.FullName)
                    .AsSpan()
                    .IndexOf(Encoding.UTF8.GetBytes(path.Replace(Path.DirectorySeparatorChar, '/'))) >= 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
