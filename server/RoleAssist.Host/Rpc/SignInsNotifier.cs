using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoleAssist.Contracts;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Notifies a client of what the user is signed in to. The state is read from files when the notification is sent, so
/// that several changes in a row need one.
/// </summary>
internal sealed partial class SignInsNotifier : IDisposable
{
    private readonly SignInRequests _signIns;
    private readonly ILogger _logger;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    public SignInsNotifier(SignInRequests signIns, ILogger logger)
    {
        (_signIns, _logger) = (signIns, logger);
        _signIns.Changed += Post;
    }

    public async Task RunAsync(IRoleAssistClient client, CancellationToken cancellationToken)
    {
        await foreach (var _ in _changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                client.SignInsChanged(await _signIns.ListAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (Exception fault) when (fault is RoleAssistException or IOException or UnauthorizedAccessException)
            {
                LogNotListed(fault.Message);
            }
        }
    }

    public void Dispose() => _signIns.Changed -= Post;

    private void Post() => _changes.Writer.TryWrite(true);

    [LoggerMessage(Level = LogLevel.Information, Message = "The sign-ins cannot be listed: {Reason}")]
    private partial void LogNotListed(string reason);
}
