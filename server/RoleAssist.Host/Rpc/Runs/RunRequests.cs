using RoleAssist.Contracts;
using RoleAssist.Core.Errors;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>Answers the requests about accounts and runs: translates, calls the use case, translates back.</summary>
/// <remarks>What waits for files or AWS leaves the dispatcher.</remarks>
internal sealed class RunRequests(RunStarter starter, RunRegistry registry) : IRunRequests
{
    public event Action Changed
    {
        add => registry.Changed += value;
        remove => registry.Changed -= value;
    }

    public RunsSnapshot Snapshot
    {
        get
        {
            // Read first: a change that comes meanwhile has a higher revision, and its own notification.
            var revision = registry.Revision;
            return new RunsSnapshot(revision, [.. registry.Runs.Select(run => run.ToWire())]);
        }
    }

    public Task<AccountList> ListAccountsAsync(
        ListAccountsParams request,
        ClientSettings settings,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            async () =>
            {
                var (accounts, _) = await starter
                    .SelectAsync(request.Selector.ToCore(), settings, request.TokenCode, cancellationToken)
                    .ConfigureAwait(false);
                return accounts.ToWire(settings.Production, RunStarter.NameOf(accounts));
            },
            cancellationToken
        );

    public Task<StartedRun> StartAsync(
        StartRunParams request,
        ClientSettings settings,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            async () =>
                new StartedRun(
                    (await starter.StartAsync(request, settings, cancellationToken).ConfigureAwait(false)).Id
                ),
            cancellationToken
        );

    public void Cancel(CancelRunParams request) => registry.Get(request.RunId).Cancel();

    public Task<StartedRun> RetryAsync(RetryRunParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var run = registry.Get(request.RunId);
                await starter.RetryAsync(run, request.TokenCode, cancellationToken).ConfigureAwait(false);
                return new StartedRun(run.Id);
            },
            cancellationToken
        );

    public void Forget(ForgetRunParams request) => registry.Forget(request.RunId);

    public RunItemList ListItems(ListRunItemsParams request) => registry.Get(request.RunId).ToItemList();

    public Task<RunOutput> GetOutputAsync(GetRunOutputParams request, CancellationToken cancellationToken) =>
        Task.Run(() => OutputText.Read(ItemOf(request)), cancellationToken);

    public Task ExportAsync(ExportRunParams request, CancellationToken cancellationToken) =>
        Task.Run(
            () => RunExport.Write(registry.Get(request.RunId), request.Format, request.File, cancellationToken),
            cancellationToken
        );

    public void CancelAll() => registry.CancelAll();

    private RegisteredItem ItemOf(GetRunOutputParams request) =>
        registry.Get(request.RunId).Read(items => items.Find(request.ItemId))
        ?? throw new RoleAssistException(ErrorCode.InvalidArgument, "The run has no such account and region.");
}
