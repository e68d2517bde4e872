using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Host.Sandbox;

/// <summary>
/// A sandbox inside the host, for users without an AWS account. Its profiles appear next to those of the AWS files,
/// with a prefix that identifies them.
/// </summary>
internal sealed class EditorSandbox(CombinedProfileStore profiles, SessionRegistry registry) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private RunningSandbox? _running;

    /// <summary>Raised when the sandbox has started or stopped.</summary>
    public event Action? Changed;

    /// <summary>Starts the sandbox unless it is already running.</summary>
    /// <returns>The names of its profiles and the serial number of its MFA device.</returns>
    public async Task<(IReadOnlyList<string> Profiles, string MfaSerial)> StartAsync(
        CancellationToken cancellationToken
    )
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var running = _running;
            if (running is null)
            {
                running = await RunningSandbox.StartAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _running, running);
                profiles.Sandbox = running.Profiles;
                Changed?.Invoke();
            }

            return ([.. running.Profiles.Profiles.Select(profile => profile.Name)], running.MfaSerial);
        }
        catch (SandboxException fault)
        {
            throw new RoleAssistException(ErrorCode.Internal, fault.Message, inner: fault);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the sandbox and ends the sessions of its profiles.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_running is not { } running)
            {
                return;
            }

            Volatile.Write(ref _running, null);
            profiles.Sandbox = null;
            foreach (var entry in registry.Snapshot.Entries.Where(entry => entry.Chain.IsSandbox))
            {
                registry.End(entry.Id);
            }

            await running.DisposeAsync().ConfigureAwait(false);
            Changed?.Invoke();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the sandbox is not running or has no such device.
    /// </exception>
    public async Task<string> GetCodeAsync(string mfaSerial, CancellationToken cancellationToken)
    {
        var running =
            Volatile.Read(ref _running)
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The sandbox is not running.",
                "Start it first."
            );
        try
        {
            return await running.GetCodeAsync(mfaSerial, cancellationToken).ConfigureAwait(false);
        }
        catch (SandboxException fault)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, fault.Message, inner: fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is { } running)
        {
            await running.DisposeAsync().ConfigureAwait(false);
        }

        _gate.Dispose();
    }

    private sealed class RunningSandbox(SandboxServer server, ProfileSet profiles) : IAsyncDisposable
    {
        public ProfileSet Profiles => profiles;

        public string MfaSerial => server.Description.Mfa[0].Serial;

        public static async Task<RunningSandbox> StartAsync(CancellationToken cancellationToken)
        {
            var server = await SandboxServer.StartAsync(new SandboxOptions(), cancellationToken).ConfigureAwait(false);
            var files = new SharedConfigProfileStore(
                new ProcessEnvironment(server.Description.Environment),
                TimeProvider.System
            );
            return new RunningSandbox(
                server,
                SandboxProfiles.Create(await files.LoadAsync(cancellationToken).ConfigureAwait(false))
            );
        }

        public Task<string> GetCodeAsync(string serial, CancellationToken cancellationToken) =>
            new SandboxControlClient(server.Description.Home).GetTotpAsync(serial, cancellationToken);

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
