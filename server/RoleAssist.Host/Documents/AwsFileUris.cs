using RoleAssist.Aws.SharedConfig;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Documents;

/// <summary>Tells which documents are the two AWS files, wherever these are.</summary>
internal sealed class AwsFileUris(SharedConfigFiles files)
{
    private static readonly StringComparison PathComparison = OperatingSystem.IsWindows()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    public SharedConfigFiles Files => files;

    /// <summary>Returns which of the two files a document is by its name; null if it is none. It opens no file.</summary>
    public SharedConfigFileKind? KindOf(string uri) =>
        PathOf(uri) is not { } path ? null
        : path.Equals(FullPath(files.Config), PathComparison) ? SharedConfigFileKind.Config
        : path.Equals(FullPath(files.Credentials), PathComparison) ? SharedConfigFileKind.Credentials
        : null;

    /// <summary>
    /// The same with links resolved, so that it also finds a file that is opened by another name. It may wait for a slow
    /// file system.
    /// </summary>
    public SharedConfigFileKind? ResolvedKindOf(string uri)
    {
        if (KindOf(uri) is { } kind)
        {
            return kind;
        }

        return PathOf(uri) is not { } path || Resolve(path) is not { } resolved ? null
            : resolved.Equals(Resolve(files.Config), PathComparison) ? SharedConfigFileKind.Config
            : resolved.Equals(Resolve(files.Credentials), PathComparison) ? SharedConfigFileKind.Credentials
            : null;
    }

    /// <summary>Returns the kind of a document that is neither of the two files, by its name.</summary>
    public static SharedConfigFileKind KindByName(string uri) =>
        Path.GetFileName(PathOf(uri) ?? uri).Contains("credentials", StringComparison.OrdinalIgnoreCase)
            ? SharedConfigFileKind.Credentials
            : SharedConfigFileKind.Config;

    public string PathOf(SharedConfigFileKind kind) =>
        kind == SharedConfigFileKind.Config ? files.Config : files.Credentials;

    public string UriOf(SharedConfigFileKind kind) => ToUri(FullPath(PathOf(kind)));

    /// <summary>Returns the URIs of both files.</summary>
    public IReadOnlyList<string> All() => [UriOf(SharedConfigFileKind.Config), UriOf(SharedConfigFileKind.Credentials)];

    private static string ToUri(string path) =>
        new UriBuilder
        {
            Scheme = Uri.UriSchemeFile,
            Host = "",
            Path = path,
        }
            .Uri
            .AbsoluteUri;

    /// <summary>Returns the path of a document; null if it is no file of this machine.</summary>
    private static string? PathOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed is { IsFile: true, IsUnc: false }
            ? FullPath(WithoutSlash(Uri.UnescapeDataString(parsed.AbsolutePath)))
            : null;

    /// <summary>A path on Windows begins with a slash in a URI, and its colon may be escaped.</summary>
    private static string WithoutSlash(string path) =>
        OperatingSystem.IsWindows() && path is ['/', _, ':', ..] ? path[1..] : path;

    private static string FullPath(string path)
    {
        try
        {
            return StartFolder.FullPath(path);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or IOException)
        {
            return path;
        }
    }

    private static string? Resolve(string path)
    {
        try
        {
            return LinkResolver.Resolve(path);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
