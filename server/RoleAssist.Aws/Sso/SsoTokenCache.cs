using System.Security.Cryptography;
using System.Text;
using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// The folder in which AWS' tools cache login tokens, one file per login
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).
/// </summary>
internal sealed class SsoTokenCache(ProcessEnvironment environment, TimeProvider time)
{
    private const int MostBytes = 1024 * 1024;
    private const int ReadAttempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than renewing a token may take.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Gets the file, which is named after the session or, in the legacy format, after the start URL.
    /// </summary>
    public string PathOf(SsoSource source) =>
        Path.Combine(HomeFolder.Find(environment), ".aws", "sso", "cache", $"{NameOf(source)}.json");

    /// <summary>Gets what names a token everywhere: the hash of the session's name or the start URL.</summary>
    public static string NameOf(SsoSource source) => Digest(source.Session ?? source.StartUrl);

    /// <summary>Reads the token; returns null if there is none.</summary>
    public async Task<SsoToken?> ReadAsync(SsoSource source, CancellationToken cancellationToken)
    {
        var path = PathOf(source);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                // Other tools truncate the file before they write it, so retry an incomplete document.
                var document = await UntrustedFile
                    .ReadTextAsync(path, MostBytes, cancellationToken)
                    .ConfigureAwait(false)
                    is { } text
                    ? JsonFields.Parse(text)
                    : null;
                if (document is not null || attempt == ReadAttempts)
                {
                    return document is { } whole ? SsoToken.Parse(whole) : null;
                }

                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(source, $"cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// Prevents other processes from renewing the same token at the same time. Each sign-in has a lock of its own, so
    /// that a slow service does not hold up the others.
    /// </summary>
    public async Task<IDisposable> LockAsync(SsoSource source, CancellationToken cancellationToken)
    {
        var path = Path.ChangeExtension(PathOf(source), ".roleassist.lock");
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            return await LockedFile
                .OpenTemporaryAsync(path, LockTimeout, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (IOException held) when (LockedFile.IsHeld(held))
        {
            throw Unusable(source, $"is locked by another process ({path})", held);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(source, $"cannot be renewed: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// Writes a token atomically, so that readers never find a partial or missing file. A symbolic link is kept and its
    /// target is written.
    /// </summary>
    public void Write(SsoSource source, byte[] content)
    {
        var path = PathOf(source);
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            PrivateFile.Write(TargetOf(path), content);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(source, $"cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Removes a token. A symbolic link is kept and its target is removed.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(SsoSource source)
    {
        var path = PathOf(source);
        try
        {
            var file = TargetOf(path);
            var exists = File.Exists(file);
            File.Delete(file);
            return exists;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(source, $"cannot be removed: {fault.Message}", fault);
        }
    }

    private RoleAssistException Unusable(SsoSource source, string what, Exception cause) =>
        new(
            ErrorCode.CredentialSourceFailed,
            $"{SubjectOf(source)}: its SSO token {PathOf(source)} {what.TrimEnd('.')}.",
            "Check that you own the file and its folder.",
            cause
        )
        {
            Profile = source.Profile,
        };

    /// <summary>Returns what a symbolic link leads to, which may be missing; otherwise the path itself.</summary>
    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static string SubjectOf(SsoSource source) =>
        source.Profile is { } profile
            ? $"Could not get credentials for profile '{profile}'"
            : $"Could not use the sign-in of '{source.Session ?? source.StartUrl}'";

    /// <summary>Computes the file name that AWS' tools use by convention; the hash protects nothing.</summary>
#pragma warning disable CA5350 // SHA-1 is weak
    private static string Digest(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}
