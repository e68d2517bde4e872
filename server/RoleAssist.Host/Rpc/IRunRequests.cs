using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <summary>Answers the requests about accounts and runs.</summary>
internal interface IRunRequests
{
    /// <summary>Raised after each change of a run, from any thread. It must not block.</summary>
    event Action Changed;

    RunsSnapshot Snapshot { get; }

    Task<AccountList> ListAccountsAsync(
        ListAccountsParams request,
        ClientSettings settings,
        CancellationToken cancellationToken
    );

    Task<StartedRun> StartAsync(StartRunParams request, ClientSettings settings, CancellationToken cancellationToken);

    void Cancel(CancelRunParams request);

    Task<StartedRun> RetryAsync(RetryRunParams request, CancellationToken cancellationToken);

    void Forget(ForgetRunParams request);

    RunItemList ListItems(ListRunItemsParams request);

    Task<RunOutput> GetOutputAsync(GetRunOutputParams request, CancellationToken cancellationToken);

    Task ExportAsync(ExportRunParams request, CancellationToken cancellationToken);

    /// <summary>Asks all commands to end, because the client is about to go.</summary>
    void CancelAll();
}
