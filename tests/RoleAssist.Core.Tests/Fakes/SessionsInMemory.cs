using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.TestInfrastructure;
using RoleAssist.TestInfrastructure.Sessions;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>The services that create, store and renew sessions, with fake dependencies.</summary>
internal sealed class SessionsInMemory : IDisposable
{
    private readonly SpentCodesInMemory _spent = new();

    /// <param name="files">The AWS files.</param>
    /// <param name="first">Another process of the same user, whose time, STS and kept sessions this one shares.</param>
    public SessionsInMemory(AwsFiles files, SessionsInMemory? first = null)
    {
        Files = files;
        Machine = first?.Machine ?? new FakeMachine(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
        Time = new SkewCorrectedTime(Machine, NullLogger<SkewCorrectedTime>.Instance);
        Sts = first?.Sts ?? new FakeSecurityTokenService(Time);
        Kept = first?.Kept ?? new MemoryKeptSessions(Time);
        Registry = new SessionRegistry(Time);
        var resolver = new RoleChainResolver(new ProcessEnvironment([]));
        Issuer = new SessionIssuer(
            Provider,
            Sts,
            new MfaCodes(_spent, Time),
            Registry,
            new RoleSessionNames(new Workstation("ana", "laptop"), new CurrentClient(), text => text),
            Running,
            Time
        );
        Admission = new SessionAdmission(Issuer, Registry);
        Keeper = new SessionKeeper(Kept, Registry, Time);
        Service = new SessionService(
            files,
            resolver,
            Issuer,
            Registry,
            Keeper,
            Time,
            NullLogger<SessionService>.Instance,
            Admission,
            new PrimeFinder(files, resolver, Issuer, Registry)
        );
        Ender = new SessionEnder(Kept, Running, Registry);
        Renewer = new SessionRenewer(Registry, Service, Time, NullLogger<SessionRenewer>.Instance);
    }

    public AwsFiles Files { get; }

    public FakeMachine Machine { get; }

    /// <summary>Gets what is kept; nothing, unless the test turns it on.</summary>
    public MemoryKeptSessions Kept { get; }

    public SessionEnder Ender { get; }

    public SessionAdmission Admission { get; }

    public SessionKeeper Keeper { get; }

    public SkewCorrectedTime Time { get; }

    /// <summary>Gets the sessions of the user's other processes.</summary>
    public FakeRunningSessions Running { get; } = new();

    public FakeCredentialProvider Provider { get; } = new();

    public FakeSecurityTokenService Sts { get; }

    public SessionRegistry Registry { get; }

    public SessionIssuer Issuer { get; }

    public SessionService Service { get; }

    public SessionRenewer Renewer { get; }

    public Task<Session> AssumeAsync(string profile, string? code = null, SessionOptions? options = null) =>
        Service.AssumeAsync(
            new AssumeTarget { Profile = profile },
            (options ?? new SessionOptions()) with
            {
                TokenCode = code,
            },
            CancellationToken.None
        );

    public Task<IReadOnlyList<Session>> AssumeAllAsync(
        string profiles,
        string? code = null,
        SessionOptions? options = null
    ) =>
        Service.AssumeAllAsync(
            [.. profiles.Split(' ').Select(profile => new AssumeTarget { Profile = profile })],
            (options ?? new SessionOptions()) with
            {
                TokenCode = code,
            },
            CancellationToken.None
        );

    /// <summary>Completes when no session is being renewed and STS is asked for none.</summary>
    public async Task SettleAsync()
    {
        await Renewer.IdleAsync();
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Registry.Changed += Check;
        Check(Registry.Snapshot);
        await settled.Task.WaitAsync(TimeLimits.Hang);
        Registry.Changed -= Check;

        void Check(SessionsSnapshot sessions)
        {
            if (!sessions.Entries.Any(entry => entry.IsBusy))
            {
                settled.TrySetResult();
            }
        }
    }

    public void Dispose()
    {
        Registry.Dispose();
        _spent.Dispose();
    }
}
