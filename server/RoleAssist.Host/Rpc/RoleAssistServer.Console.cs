using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <content>The requests about the console.</content>
internal sealed partial class RoleAssistServer
{
    public Task<ConsoleLinkInfo> CreateConsoleLinkAsync(
        CreateConsoleLinkParams request,
        CancellationToken cancellationToken
    ) => console().CreateLinkAsync(request, _settings, cancellationToken);

    public Task<ConsoleServiceList> ListConsoleServicesAsync(
        ListConsoleServicesParams request,
        CancellationToken cancellationToken
    ) => Task.FromResult(ConsoleRequests.ListServices());
}
