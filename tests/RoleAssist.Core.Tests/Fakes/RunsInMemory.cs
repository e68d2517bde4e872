using RoleAssist.Core.Accounts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>The services of a run with fake dependencies, and an observer that records what it is told.</summary>
internal sealed class RunsInMemory : IRunObserver, IAccountRegions, IAuditTrail, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _events = [];
    private readonly List<RunResult> _results = [];
    private readonly SessionAuditor _auditor;
    private readonly RunHandler _handler;

    public RunsInMemory(AwsFiles files)
    {
        Sessions = new SessionsInMemory(files);
        var resolver = new RoleChainResolver(new ProcessEnvironment([]));
        _auditor = new SessionAuditor(Sessions.Registry, new CurrentClient(), this, Sessions.Time);
        Planner = new RunPlanner(
            files,
            resolver,
            Sessions.Service,
            Sessions.Admission,
            Sessions.Registry,
            Sessions.Provider
        );
        _handler = new RunHandler(
            Sessions.Issuer,
            Sessions.Registry,
            _auditor,
            new EnabledRegions(files, resolver, this),
            Runner,
            Endpoint,
            new ProcessEnvironment([]),
            Sessions.Time
        );
    }

    public SessionsInMemory Sessions { get; }

    public FakeCommandRunner Runner { get; } = new();

    public FakeEndpoint Endpoint { get; } = new();

    public RunPlanner Planner { get; }

    public RunStop Stop { get; } = new();

    /// <summary>Gets or sets the enabled regions of an account.</summary>
    public Func<Session, IReadOnlyList<string>> EnabledRegions { get; set; } = _ => [];

    /// <summary>Gets or sets what the observer does when an item ends.</summary>
    public Action<RunResult> OnEnded { get; set; } = _ => { };

    /// <summary>Gets what the observer was told, in order.</summary>
    public IReadOnlyList<string> Events => _events;

    /// <summary>Gets the results in the order of the selection.</summary>
    public IReadOnlyList<RunResult> Results => [.. _results.OrderBy(result => result.Item.Order)];

    /// <summary>Gets the results as <c>NAME/REGION STATE</c>.</summary>
    public string Summary =>
        string.Join(
            ", ",
            Results.Select(result =>
                $"{result.Item.Account.Name}{(result.Region is { } region ? $"/{region}" : "")} {result.State}"
            )
        );

    /// <summary>Selects profiles.</summary>
    public static IReadOnlyList<SelectedAccount> Accounts(string names) =>
        [.. names.Split(' ').Select(name => new SelectedAccount(null, name, new AssumeTarget { Profile = name }))];

    /// <summary>Plans and runs a command, at any rate.</summary>
    public Task RunAsync(string names, Func<RunOptions, RunOptions>? change = null, string? code = null) =>
        RunAsync(Accounts(names), change, code);

    public async Task RunAsync(
        IReadOnlyList<SelectedAccount> accounts,
        Func<RunOptions, RunOptions>? change = null,
        string? code = null
    )
    {
        var session = new SessionOptions { Preference = MfaPreference.Prime };
        var plan = await Planner.PlanAsync(accounts, session, CancellationToken.None);
        await Planner.OpenAsync(plan, session, code, CancellationToken.None);
        var options = new RunOptions(accounts, new CommandTemplate(["work", "{account}"]))
        {
            AssumesPerSecond = double.PositiveInfinity,
            Session = session,
        };
        await _handler.RunAsync(plan, change?.Invoke(options) ?? options, this, Stop);
    }

    IItemOutput IRunObserver.Started(RunItem item)
    {
        Record($"start {item.Order.Account}.{item.Order.Region}");
        return new Ignored();
    }

    void IRunObserver.Ended(RunResult result)
    {
        Record($"end {result.Item.Order.Account}.{result.Item.Order.Region}");
        lock (_lock)
        {
            _results.Add(result);
        }

        OnEnded(result);
    }

    void IRunObserver.AccountEnded(int account) => Record($"account {account}");

    Task<IReadOnlyList<string>> IAccountRegions.ListEnabledAsync(
        Session session,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => Task.FromResult(EnabledRegions(session));

    void IAuditTrail.Write(AuditEvent happened) { }

    public void Dispose()
    {
        Stop.Dispose();
        _auditor.Dispose();
        Sessions.Dispose();
    }

    private void Record(string happened)
    {
        lock (_lock)
        {
            _events.Add(happened);
        }
    }

    private sealed class Ignored : IItemOutput
    {
        public void Write(bool isError, ReadOnlySpan<byte> bytes) { }
    }
}
