using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The generated profiles of this process' sessions, in a folder that only this user can enter. They are written again when
/// the person's files come to say something else. Each goes when its session ends, all of them when the process ends, and
/// what a process that was killed has left goes with the next one.
/// </summary>
internal sealed partial class ProfileFiles : IDisposable
{
    private const string FolderExtension = ".profiles";
    private const string LockExtension = ".lock";

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RuntimeFolder _runtime;
    private readonly SessionRegistry _registry;
    private readonly IProfileStore _store;
    private readonly IProfileWatcher _watcher;
    private readonly INetSdkProfiles _netSdk;
    private readonly HostExecutable _executable;
    private readonly ILogger<ProfileFiles> _logger;
    private readonly Dictionary<SessionId, (Session Session, GeneratedFiles Files)> _written = [];
    private string? _folder;
    private FileStream? _held;

    public ProfileFiles(
        RuntimeFolder runtime,
        SessionRegistry registry,
        IProfileStore store,
        IProfileWatcher watcher,
        INetSdkProfiles netSdk,
        HostExecutable executable,
        ILogger<ProfileFiles> logger)
    {
        (_runtime, _registry, _store, _watcher, _netSdk, _executable, _logger) = (runtime, registry, store, watcher, netSdk, executable, logger);
        _registry.Changed += Forget;
        _watcher.Changed += Follow;
    }

    /// <summary>A session's profile, as the person's files are now.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/> when there is no folder for it.</exception>
    public async Task<GeneratedFiles> WriteAsync(Session session, CancellationToken cancellationToken)
    {
        var profiles = await _store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var stored = _netSdk.Names;
        lock (_lock)
        {
            _folder ??= Create() ?? throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                "There is no folder for a generated profile: it needs one that only you can enter and whose path has no blanks.",
                $"Set {RoleAssistVariables.StateFolder} to the path of such a folder.");
            var folder = Path.Combine(_folder, session.Id.Value);
            PrivateFile.CreateFolder(folder);

            // Terminals that are open know the first name.
            var files = _written.TryGetValue(session.Id, out var last) ? last.Files : new GeneratedFiles(
                GeneratedProfileName.Create(session.Profile, name => stored.Contains(name) || (name != session.Profile && profiles.Find(name) is not null)),
                Path.Combine(folder, SharedFileVariables.Config.GeneratedFile),
                Path.Combine(folder, SharedFileVariables.Credentials.GeneratedFile));
            WriteConfig(profiles, session, files);
            PrivateFile.Write(files.Credentials, [], isReadOnly: true);
            _written[session.Id] = (session, files);
            return files;
        }
    }

    private void WriteConfig(ProfileSet profiles, Session session, GeneratedFiles files)
    {
        var config = GeneratedProfile.Config(profiles, session, files.Profile, Path.Combine(_folder!, CredentialScript.Name));
        PrivateFile.Write(files.Config, Encoding.UTF8.GetBytes(config), isReadOnly: true);
    }

    private void Follow(ProfileSet changed) => _ = FollowAsync(_stopping.Token);

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var profiles = await _store.LoadAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            foreach (var (session, files) in _written.Values)
            {
                try
                {
                    WriteConfig(profiles, session, files);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    // What was written last stays; the next edit tries again.
                    LogStale(session.Profile, fault.Message);
                }
            }
        }
    }

    public void Dispose()
    {
        _registry.Changed -= Forget;
        _watcher.Changed -= Follow;
        _stopping.Cancel();
        lock (_lock)
        {
            if (_folder is not null)
            {
                Delete(_folder);
                _held!.Dispose();
                File.Delete(_held.Name);
                _folder = null;
                _written.Clear();
            }
        }

        _stopping.Dispose();
    }

    private void Forget(SessionsSnapshot snapshot)
    {
        lock (_lock)
        {
            foreach (var id in _written.Keys.Where(id => snapshot.Entries.All(entry => entry.Id != id)).ToList())
            {
                _written.Remove(id);
                Delete(Path.Combine(_folder!, id.Value));
            }
        }
    }

    /// <summary>A folder with the script in it, in the first place where programs can be run; null where there is none.</summary>
    private string? Create()
    {
        foreach (var place in _runtime.Folders().Select(CredentialScript.PlainFolder).Where(CredentialScript.IsPlain))
        {
            try
            {
                if (CreateIn(place) is { } folder)
                {
                    return folder;
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The next place may do: this one's disk is full, say.
            }
        }

        return null;
    }

    private string? CreateIn(string place)
    {
        Sweep(place);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var folder = Path.Combine(place, name + FolderExtension);
        var script = Path.Combine(folder, CredentialScript.Name);

        // Held for as long as the process lives, whatever becomes of it: that tells others whose the folder is.
        var held = LockedFile.Open(Path.Combine(place, name + LockExtension));
        try
        {
            PrivateFile.CreateFolder(folder);
            PrivateFile.Write(script, Encoding.UTF8.GetBytes(CredentialScript.Text(_executable.Path)), isProgram: true);
            if (UnixFile.IsProgram(script))
            {
                _held = held;
                return folder;
            }

            return null;
        }
        finally
        {
            if (_held != held)
            {
                Delete(folder);
                held.Dispose();
                File.Delete(held.Name);
            }
        }
    }

    /// <summary>Takes away what processes have left that are no more.</summary>
    private static void Sweep(string place)
    {
        foreach (var file in Directory.GetFiles(place, "*" + LockExtension))
        {
            try
            {
                using (LockedFile.Open(file))
                {
                    Delete(Path.ChangeExtension(file, FolderExtension));
                    File.Delete(file);
                }
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                // Its process runs.
            }
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            foreach (var file in OperatingSystem.IsWindows() ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [])
            {
                PrivateFile.AllowDeletion(file);
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Somebody else has tidied up, or reads in it on Windows; it holds no secret.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The generated file of profile '{Profile}' does not follow the last edit of the AWS files: {Reason}")]
    private partial void LogStale(string profile, string reason);
}
