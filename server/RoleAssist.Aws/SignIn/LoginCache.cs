using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// The folder in which AWS' tools cache console logins, one file per identity
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html).
/// </summary>
internal sealed partial class LoginCache(ProcessEnvironment environment, TimeProvider time)
{
    private const int MostBytes = 1024 * 1024;
    private const int ReadAttempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than renewing a login may take.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(25);

    private string Folder =>
        environment[AwsVariables.LoginCacheDirectory] is { } named
            ? Expand(named)
            : Path.Combine(HomeFolder.Find(environment), ".aws", "login", "cache");

    /// <summary>Gets the file, which is named after the identity.</summary>
    public string PathOf(LoginSource source) => Path.Combine(Folder, $"{DigestOf(source)}.json");

    /// <summary>Gets the digest of the identity, by which its files are named. It protects nothing.</summary>
    public static string DigestOf(LoginSource source) =>
        Convert.ToHexStringLower(Sha256.HashData(Encoding.UTF8.GetBytes(source.LoginSession.Trim())));

    /// <summary>Reads the file; returns null if there is none, or no JSON object in it.</summary>
    public async Task<JsonFields?> ReadAsync(LoginSource source, CancellationToken cancellationToken)
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
                    return document;
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
    /// Prevents other RoleAssist processes from changing the same login at the same time. Creates the folder.
    /// </summary>
    public async Task<IDisposable> LockAsync(LoginSource source, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, $"roleassist-{DigestOf(source)[..16]}.lock");
        try
        {
            PrivateFile.CreateFolder(Folder);
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
    /// Writes a login atomically and for this user only, under the lock. A symbolic link is kept and its target is
    /// written.
    /// </summary>
    public void Write(LoginSource source, JsonFields content)
    {
        var path = PathOf(source);
        try
        {
            var target = new FileInfo(path).LinkTarget is null
                ? null
                : File.ResolveLinkTarget(path, returnFinalTarget: true);
            PrivateFile.Write(target?.FullName ?? path, content.ToUtf8());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(source, $"cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Removes a login.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(LoginSource source)
    {
        var path = PathOf(source);
        try
        {
            var exists = File.Exists(path);
            File.Delete(path);
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

    /// <summary>Expands a tilde and variables, as the AWS CLI does with this variable. An unknown variable stays.</summary>
    private string Expand(string path)
    {
        var expanded = Variable()
            .Replace(path, match => environment[match.Groups["name"].Value] ?? match.Value);
        return expanded == "~" || expanded.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(HomeFolder.Find(environment), expanded[1..].TrimStart('/'))
            : StartFolder.FullPath(expanded);
    }

    private RoleAssistException Unusable(LoginSource source, string what, Exception cause) =>
        new(
            ErrorCode.CredentialSourceFailed,
            $"Could not get credentials for profile '{source.Profile}': its console login {PathOf(source)} "
                + $"{what.TrimEnd('.')}.",
            "Check that you own the file and its folder.",
            cause
        )
        {
            Profile = source.Profile,
        };

    [GeneratedRegex(@"\$(?:(?<name>\w+)|\{(?<name>[^}]+)\})|%(?<name>\w+)%", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
