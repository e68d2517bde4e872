using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>The services that create, store and renew sessions, with fake dependencies.</summary>
internal sealed class SessionsInMemory : IDisposable
{
    private readonly SpentCodesInMemory _spent = new();

    public SessionsInMemory(AwsFiles files)
    {
        Files = files;
        Time = new SkewCorrectedTime(Machine, NullLogger<SkewCorrectedTime>.Instance);
        Sts = new FakeSecurityTokenService(Time);
        Registry = new SessionRegistry(Time);
        var resolver = new RoleChainResolver(new ProcessEnvironment([]));
        var issuer = new SessionIssuer(
            Provider,
            Sts,
            new MfaCodes(_spent, Time),
            Registry,
            new RoleSessionNames(new Workstation("ana", "laptop"), new CurrentClient(), text => text),
            Running,
            Time
        );
        Service = new SessionService(files, resolver, issuer, Registry, Time, NullLogger<SessionService>.Instance);
        Renewer = new SessionRenewer(Registry, Service, Time, NullLogger<SessionRenewer>.Instance);
    }

    public AwsFiles Files { get; }

    public FakeMachine Machine { get; } = new(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));

    public SkewCorrectedTime Time { get; }

    /// <summary>Gets the sessions of the user's other processes.</summary>
    public FakeRunningSessions Running { get; } = new();

    public FakeCredentialProvider Provider { get; } = new();

    public FakeSecurityTokenService Sts { get; }

    public SessionRegistry Registry { get; }

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
