using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
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
/// <param name="stateFile">Returns the full path of a file in the folder for state, and creates the folder.</param>
public sealed partial class LoginCache(
    ProcessEnvironment environment,
    Func<string, string> stateFile,
    TimeProvider time,
    ILogger<LoginCache> logger
) : IDisposable
{
    private const string RefreshToken = "refreshToken";
    private const int MostBytes = 1024 * 1024;
    private const int ReadAttempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than renewing a login may take.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(25);

    /// <summary>The logins to the sandbox of this process, which no other tool can use.</summary>
    private readonly ConcurrentDictionary<string, JsonFields> _ofSandbox = new(StringComparer.Ordinal);
    private readonly UnwrittenRenewals<JsonFields> _unwritten = new();
    private readonly SemaphoreSlim _sandboxTurn = new(1);

    /// <summary>Gets the regions of the logins.</summary>
    internal LoginRegions Regions { get; } = new(stateFile);

    private string Folder =>
        environment[AwsVariables.LoginCacheDirectory] is { } named
            ? Expand(named)
            : Path.Combine(HomeFolder.Find(environment), ".aws", "login", "cache");

    /// <summary>Gets the file, which is named after the identity.</summary>
    internal string PathOf(LoginSource source) => Path.Combine(Folder, $"{DigestOf(source)}.json");

    /// <summary>Gets the digest of the identity, by which its files are named. It protects nothing.</summary>
    internal static string DigestOf(LoginSource source) =>
        Convert.ToHexStringLower(Sha256.HashData(Encoding.UTF8.GetBytes(source.LoginSession.Trim())));

    /// <summary>Reads the file; returns null if there is none, or no JSON object in it.</summary>
    internal async Task<JsonFields?> ReadAsync(LoginSource source, CancellationToken cancellationToken)
    {
        var stored = await ReadStoredAsync(source, cancellationToken).ConfigureAwait(false);
        return _unwritten.TryFind(DigestOf(source), stored?.Text(RefreshToken), out var renewed) ? renewed : stored;
    }

    /// <summary>
    /// Replaces a login by the renewed one, under the lock. Other tools do not take it: their newer sign-in or sign-out
    /// is not overwritten. What cannot be written is kept in this process.
    /// </summary>
    /// <param name="source">Whose login it is.</param>
    /// <param name="used">The refresh token that was used up.</param>
    /// <param name="renewed">What the service gave.</param>
    internal async Task ReplaceAsync(LoginSource source, string used, JsonFields renewed)
    {
        try
        {
            // Not canceled: what the service has given once would be lost.
            var current = await ReadAsync(source, CancellationToken.None).ConfigureAwait(false);
            if (current?.Text(RefreshToken) == used)
            {
                Write(source, renewed);
                _unwritten.Forget(DigestOf(source));
            }
        }
        catch (RoleAssistException fault)
        {
            if (_unwritten.Keep(DigestOf(source), used, renewed))
            {
                LogNotWritten(source.LoginSession, (fault.InnerException ?? fault).Message);
            }
        }
    }

    private async Task<JsonFields?> ReadStoredAsync(LoginSource source, CancellationToken cancellationToken)
    {
        if (source.IsSandbox)
        {
            return _ofSandbox.TryGetValue(DigestOf(source), out var known) ? known : null;
        }

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
    internal async Task<IDisposable> LockAsync(LoginSource source, CancellationToken cancellationToken)
    {
        if (source.IsSandbox)
        {
            await _sandboxTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Turn(_sandboxTurn);
        }

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
    internal void Write(LoginSource source, JsonFields content)
    {
        if (source.IsSandbox)
        {
            _ofSandbox[DigestOf(source)] = content;
            return;
        }

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
    internal bool Remove(LoginSource source)
    {
        _unwritten.Forget(DigestOf(source));
        if (source.IsSandbox)
        {
            return _ofSandbox.TryRemove(DigestOf(source), out _);
        }

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

    public void Dispose() => _sandboxTurn.Dispose();

    /// <summary>Expands a tilde and variables, as the AWS CLI does with this variable. An unknown variable stays.</summary>
    private string Expand(string path)
    {
        var expanded = Variable().Replace(path, match => environment[match.Groups["name"].Value] ?? match.Value);
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

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The renewed console login of {Name} cannot be written, and ends with this process: {Reason}"
    )]
    private partial void LogNotWritten(string name, string reason);

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }

    [GeneratedRegex(@"\$(?:(?<name>\w+)|\{(?<name>[^}]+)\})|%(?<name>\w+)%", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
