using System.Diagnostics;
using RoleAssist.Contracts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Rpc.Hardening;
using RoleAssist.Interop.Unix;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using DeliveryMode = RoleAssist.Core.Delivery.DeliveryMode;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;
using MfaPreference = RoleAssist.Core.Sessions.MfaPreference;

namespace RoleAssist.Host.Rpc.Client;

/// <summary>
/// A host process that runs alongside a command: it holds the command's session and renews it while this process, which
/// on Unix is replaced by the command, is running. It communicates over its stdin and stdout like any host.
/// </summary>
internal sealed class KeepAliveHost : IDisposable
{
    /// <summary>
    /// The option of <c>serve</c> that makes it start itself again and exit, so that the host is not a child of its
    /// starter.
    /// </summary>
    public const string RestartDetached = "--leave";

    private const string Shell = "/bin/sh";

    /// <summary>
    /// The shell exits immediately, so the host is reparented to init: a command that waits for all of its children
    /// must not find one that it did not start.
    /// </summary>
    private const string StartDetached = "exec 3<&0 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; \"$@\" <&3 3<&- 2>/dev/null &";

    private readonly Process _starter;
    private readonly ClientConnection _connection;
    private readonly IRoleAssistServer _server;

    private KeepAliveHost(Process starter)
    {
        _starter = starter;
        _connection = new ClientConnection(starter.StandardInput.BaseStream, starter.StandardOutput.BaseStream);
        _server = ((JsonRpc)_connection).Attach<IRoleAssistServer>();
        _connection.StartListening();
    }

    /// <param name="executable">This executable.</param>
    /// <param name="requester">The requester's name in the audit trail.</param>
    /// <param name="keepsSessions">Whether the session may be kept.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="RoleAssistException">The host process cannot be started.</exception>
    public static async Task<KeepAliveHost> StartAsync(
        HostExecutable executable,
        string requester,
        bool keepsSessions,
        CancellationToken cancellationToken
    )
    {
        var keeper = new KeepAliveHost(Start(executable));
        try
        {
            var request = new InitializeParams(
                Environment.ProcessId,
                new ClientInfo(requester),
                new InitializationOptions(OutlivesConnection: true, KeepSessions: keepsSessions ? null : "off")
            );
            await AskAsync(() => keeper._server.InitializeAsync(request, cancellationToken)).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
            {
                await keeper._starter.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }

            return keeper;
        }
        catch
        {
            keeper.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Without a shell, as in a container with a single executable, this executable detaches itself instead.
    /// </summary>
    private static Process Start(HostExecutable executable)
    {
        string[] command = [executable.Path, "serve", "--stdio", "--detached", "--log-level", "None"];
        var start =
            OperatingSystem.IsWindows() ? new ProcessStartInfo(command[0], command.Skip(1))
            : File.Exists(Shell) ? new ProcessStartInfo(Shell, ["-c", StartDetached, "sh", .. command])
            : new ProcessStartInfo(command[0], [.. command.Skip(1), RestartDetached]);
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        // The host must not keep the command's open files open.
        using var inherited = new InheritedFiles();
        return Process.Start(start)!;
    }

    /// <summary>Assumes a role in the host process and returns the session id.</summary>
    /// <exception cref="RoleAssistException">The role cannot be assumed, or an MFA code is required.</exception>
    public async Task<string> AssumeAsync(
        AssumeTarget target,
        MfaPreference mfa,
        string? tokenCode,
        CancellationToken cancellationToken
    ) =>
        (
            await AskAsync(() => _server.AssumeAsync(target.ToWire(tokenCode, mfa), cancellationToken))
                .ConfigureAwait(false)
        )
            .Session
            .SessionId;

    /// <summary>Gets the changes to the command's environment.</summary>
    /// <exception cref="RoleAssistException">The session no longer exists.</exception>
    public async Task<IReadOnlyList<EnvironmentChange>> DeliverAsync(
        string sessionId,
        DeliveryMode mode,
        CancellationToken cancellationToken
    )
    {
        var request = new GetTerminalEnvironmentParams(sessionId, Contracts.EnvironmentUse.Terminal, mode.ToWire());
        var environment = await AskAsync(() => _server.GetTerminalEnvironmentAsync(request, cancellationToken))
            .ConfigureAwait(false);
        return [.. environment.Variables.Select(variable => new EnvironmentChange(variable.Name, variable.Value))];
    }

    /// <summary>Closes the connection; the host process keeps running.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _starter.Dispose();
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (RemoteInvocationException fault) when (fault.DeserializedErrorData is ErrorData data)
        {
            throw new RoleAssistException((ErrorCode)(int)data.Code, fault.Message, data.Hint)
            {
                Profile = data.Profile,
                MfaSerial = data.MfaSerial,
                RetryAfter = data.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            };
        }
        catch (Exception fault) when (fault is ConnectionLostException or RemoteInvocationException)
        {
            throw new RoleAssistException(
                ErrorCode.Internal,
                "The background process that renews the command's credentials is not responding.",
                "Use --delivery environment, which does not need it.",
                fault
            );
        }
    }

    /// <summary>A client that reads the contract's error data.</summary>
    private sealed class ClientConnection(Stream output, Stream input) : JsonRpc(new WireMessageHandler(output, input))
    {
        protected override Type? GetErrorDetailsDataType(JsonRpcError error) => typeof(ErrorData);
    }
}
