using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <content>The requests about accounts and runs.</content>
internal sealed partial class RoleAssistServer
{
    public Task<AccountList> ListAccountsAsync(ListAccountsParams request, CancellationToken cancellationToken) =>
        runs.ListAccountsAsync(request, _settings, cancellationToken);

    public Task<StartedRun> StartRunAsync(StartRunParams request, CancellationToken cancellationToken) =>
        runs.StartAsync(request, _settings, cancellationToken);

    public Task CancelRunAsync(CancelRunParams request, CancellationToken cancellationToken)
    {
        runs.Cancel(request);
        return Task.CompletedTask;
    }

    public Task<StartedRun> RetryRunAsync(RetryRunParams request, CancellationToken cancellationToken) =>
        runs.RetryAsync(request, cancellationToken);

    public Task ForgetRunAsync(ForgetRunParams request, CancellationToken cancellationToken)
    {
        runs.Forget(request);
        return Task.CompletedTask;
    }

    public Task<RunItemList> ListRunItemsAsync(ListRunItemsParams request, CancellationToken cancellationToken) =>
        Task.FromResult(runs.ListItems(request));

    public Task<RunOutput> GetRunOutputAsync(GetRunOutputParams request, CancellationToken cancellationToken) =>
        runs.GetOutputAsync(request, cancellationToken);

    public Task ExportRunAsync(ExportRunParams request, CancellationToken cancellationToken) =>
        runs.ExportAsync(request, cancellationToken);
}
