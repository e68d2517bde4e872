using System.Diagnostics;
using RoleAssist.Contracts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.CommandLine.Verbs;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Rpc;
using RoleAssist.Interop.Unix;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using DeliveryMode = RoleAssist.Core.Delivery.DeliveryMode;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;
using MfaPreference = RoleAssist.Core.Sessions.MfaPreference;

namespace RoleAssist.Host.Lifetime;

/// <summary>
/// A host beside a command: it holds the command's session and keeps it fresh for as long as this process lives, which on
/// Unix becomes the command. It is spoken to like any host, over its stdin and stdout.
/// </summary>
internal sealed class Keeper : IDisposable
{
    private const string Shell = "/bin/sh";

    /// <summary>
    /// The shell ends at once and leaves the host to the system: a command that waits for all of its children must not
    /// find one that it knows nothing of.
    /// </summary>
    private const string StartAndLeave = "exec 3<&0 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; \"$@\" <&3 3<&- 2>/dev/null &";

    private readonly Process _starter;
    private readonly ClientConnection _connection;
    private readonly IRoleAssistServer _server;

    private Keeper(Process starter)
    {
        _starter = starter;
        _connection = new ClientConnection(starter.StandardInput.BaseStream, starter.StandardOutput.BaseStream);
        _server = ((JsonRpc)_connection).Attach<IRoleAssistServer>();
        _connection.StartListening();
    }

    /// <param name="executable">This program.</param>
    /// <param name="requester">On whose behalf, for the audit trail.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="RoleAssistException">It does not start.</exception>
    public static async Task<Keeper> StartAsync(HostExecutable executable, string requester, CancellationToken cancellationToken)
    {
        var keeper = new Keeper(Start(executable));
        try
        {
            var request = new InitializeParams(
                Environment.ProcessId, new ClientInfo(requester), new InitializationOptions(OutlivesConnection: true));
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

    /// <summary>Where there is no shell, as in a container of one program, this program takes its part.</summary>
    private static Process Start(HostExecutable executable)
    {
        string[] command = [executable.Path, "serve", "--stdio", "--detached", "--log-level", "None"];
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(command[0], command.Skip(1))
            : File.Exists(Shell) ? new ProcessStartInfo(Shell, ["-c", StartAndLeave, "sh", .. command])
            : new ProcessStartInfo(command[0], [.. command.Skip(1), ServeVerb.Leave]);
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        // The command's open files are not the host's to keep open.
        using var inherited = new InheritedFiles();
        return Process.Start(start)!;
    }

    /// <summary>Assumes a role; the session is the keeper's.</summary>
    /// <exception cref="RoleAssistException">Whatever stands in the way, a code that is needed too.</exception>
    public async Task<string> AssumeAsync(AssumeTarget target, MfaPreference mfa, string? tokenCode, CancellationToken cancellationToken) =>
        (await AskAsync(() => _server.AssumeAsync(target.ToWire(tokenCode, mfa), cancellationToken)).ConfigureAwait(false)).Session.SessionId;

    /// <summary>What the command's environment needs.</summary>
    /// <exception cref="RoleAssistException">There is no such session any more.</exception>
    public async Task<IReadOnlyList<EnvironmentChange>> DeliverAsync(string sessionId, DeliveryMode mode, CancellationToken cancellationToken)
    {
        var request = new GetTerminalEnvironmentParams(sessionId, Contracts.EnvironmentUse.Terminal, mode.ToWire());
        var environment = await AskAsync(() => _server.GetTerminalEnvironmentAsync(request, cancellationToken)).ConfigureAwait(false);
        return [.. environment.Variables.Select(variable => new EnvironmentChange(variable.Name, variable.Value))];
    }

    /// <summary>Ends the conversation; the keeper stays.</summary>
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
                "The process that keeps the command's credentials fresh does not answer.",
                "Use --delivery environment, which needs none.",
                fault);
        }
    }

    /// <summary>A client that reads the contract's error data.</summary>
    private sealed class ClientConnection(Stream output, Stream input) : JsonRpc(new WireMessageHandler(output, input))
    {
        protected override Type? GetErrorDetailsDataType(JsonRpcError error) => typeof(ErrorData);
    }
}
