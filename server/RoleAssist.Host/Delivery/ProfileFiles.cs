using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Aws.Files;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The generated profiles of this process' sessions, in a folder that only this user can enter. Each goes when its session
/// ends, all of them when the process ends, and what a process that was killed has left goes with the next one.
/// </summary>
internal sealed class ProfileFiles : IDisposable
{
    private const string FolderExtension = ".profiles";
    private const string LockExtension = ".lock";

    private readonly Lock _lock = new();
    private readonly RuntimeFolder _runtime;
    private readonly SessionRegistry _registry;
    private readonly IProfileStore _store;
    private readonly HostExecutable _executable;
    private readonly HashSet<SessionId> _written = [];
    private string? _folder;
    private FileStream? _held;

    public ProfileFiles(RuntimeFolder runtime, SessionRegistry registry, IProfileStore store, HostExecutable executable)
    {
        (_runtime, _registry, _store, _executable) = (runtime, registry, store, executable);
        _registry.Changed += Forget;
    }

    /// <summary>A session's profile, as the person's files are now.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/> when there is no folder for it.</exception>
    public async Task<GeneratedFiles> WriteAsync(Session session, CancellationToken cancellationToken)
    {
        var profiles = await _store.LoadAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _folder ??= Create() ?? throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                "There is no folder for a generated profile: it needs one that only you can enter and whose path has no blanks.",
                $"Set {StateFolder.Variable} to the path of such a folder.");
            var folder = Path.Combine(_folder, session.Id.Value);
            PrivateFile.CreateFolder(folder);
            var files = new GeneratedFiles(
                GeneratedProfile.NameOf(session.Profile),
                Path.Combine(folder, SharedFileVariables.Config.GeneratedFile),
                Path.Combine(folder, SharedFileVariables.Credentials.GeneratedFile));
            PrivateFile.Write(files.Config, Encoding.UTF8.GetBytes(GeneratedProfile.Config(profiles, session.Chain, Path.Combine(_folder, CredentialScript.Name))));
            PrivateFile.Write(files.Credentials, []);
            _written.Add(session.Id);
            return files;
        }
    }

    public void Dispose()
    {
        _registry.Changed -= Forget;
        lock (_lock)
        {
            if (_folder is not null)
            {
                Delete(_folder);
                _held!.Dispose();
                File.Delete(_held.Name);
                _folder = null;
            }
        }
    }

    private void Forget(SessionsSnapshot snapshot)
    {
        lock (_lock)
        {
            foreach (var id in _written.Where(id => snapshot.Entries.All(entry => entry.Id != id)).ToList())
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
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Somebody else has tidied up, or reads in it on Windows; it holds no secret.
        }
    }
}
