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
/// Manages the generated profiles of this process' sessions, in a folder that only this user can access. They are
/// rewritten when the user's AWS files change. Each is deleted when its session ends, and all of them when the process
/// exits. The files of a killed process are deleted by the next process.
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
    private string? _previous;
    private FileStream? _held;

    public ProfileFiles(
        RuntimeFolder runtime,
        SessionRegistry registry,
        IProfileStore store,
        IProfileWatcher watcher,
        INetSdkProfiles netSdk,
        HostExecutable executable,
        ILogger<ProfileFiles> logger
    )
    {
        (_runtime, _registry, _store, _watcher, _netSdk, _executable, _logger) = (
            runtime,
            registry,
            store,
            watcher,
            netSdk,
            executable,
            logger
        );
        _registry.Changed += Forget;
        _watcher.Changed += Follow;
    }

    /// <summary>Gets the folder of the generated profiles; null until there is one.</summary>
    public string? Folder
    {
        get
        {
            lock (_lock)
            {
                return _folder;
            }
        }
    }

    /// <summary>
    /// Prefers the folder of a host that has ended: its path is in the environment of open terminals.
    /// </summary>
    public void TakeOver(string? folder)
    {
        lock (_lock)
        {
            _previous = folder;
        }
    }

    /// <summary>Writes a session's profile, based on the current content of the user's files.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/> if there is no usable folder.
    /// </exception>
    public async Task<GeneratedFiles> WriteAsync(Session session, CancellationToken cancellationToken)
    {
        var profiles = await _store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var stored = _netSdk.Names;
        lock (_lock)
        {
            _folder ??=
                Create()
                ?? throw new RoleAssistException(
                    ErrorCode.ConfigurationInvalid,
                    "There is no folder for a generated profile. It must be accessible only to you, and its path must not "
                        + "contain spaces.",
                    $"Set {RoleAssistVariables.StateFolder} to the path of such a folder."
                );
            var folder = Path.Combine(_folder, session.Id.Value);
            PrivateFile.CreateFolder(folder);

            // Open terminals use the name and the paths of the first write.
            var files = _written.TryGetValue(session.Id, out var last)
                ? last.Files
                : new GeneratedFiles(
                    GeneratedProfileName.Create(
                        session.Profile,
                        name => stored.Contains(name) || (name != session.Profile && profiles.Find(name) is not null)
                    ),
                    Path.Combine(folder, SharedFileVariables.Config.GeneratedFile),
                    Path.Combine(folder, SharedFileVariables.Credentials.GeneratedFile)
                );
            WriteConfig(profiles, session, files);
            PrivateFile.Write(files.Credentials, [], isReadOnly: true);
            _written[session.Id] = (session, files);
            return files;
        }
    }

    private void WriteConfig(ProfileSet profiles, Session session, GeneratedFiles files)
    {
        var config = GeneratedProfile.Config(
            profiles,
            session,
            files.Profile,
            Path.Combine(_folder!, CredentialScript.Name)
        );
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
                    // The previous version stays until the next edit triggers another attempt.
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

    /// <summary>
    /// Creates a folder with the script, in the first location where programs can be run; returns null if there is
    /// none.
    /// </summary>
    private string? Create()
    {
        foreach (
            var place in _runtime.Folders().Select(CredentialScript.ToUnquotedFolder).Where(CredentialScript.IsPlain)
        )
        {
            try
            {
                if (CreateIn(place, NameIn(place)) is { } folder)
                {
                    return folder;
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Try the next location. The disk of this one may be full.
            }
        }

        return null;
    }

    /// <summary>Returns a name that no other process uses, or that of the previous host in the same place.</summary>
    private string NameIn(string place) =>
        _previous is { } previous && Path.GetDirectoryName(previous) == place
            ? Path.GetFileNameWithoutExtension(previous)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}"
            );

    private string? CreateIn(string place, string name)
    {
        Sweep(place);
        var folder = Path.Combine(place, name + FolderExtension);
        var script = Path.Combine(folder, CredentialScript.Name);

        // Held until the process ends, however it ends. The lock tells other processes that the folder is in use.
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

    /// <summary>Deletes the folders of processes that no longer run.</summary>
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
                // Its process is still running.
            }
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            foreach (
                var file in OperatingSystem.IsWindows()
                    ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                    : []
            )
            {
                PrivateFile.ClearReadOnly(file);
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Another process has deleted the folder or, on Windows, is reading it. It contains no secrets.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The generated file of profile '{Profile}' was not updated after an edit of the AWS files: {Reason}"
    )]
    private partial void LogStale(string profile, string reason);
}
