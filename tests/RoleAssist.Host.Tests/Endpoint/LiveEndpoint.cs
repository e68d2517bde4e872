using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>The endpoint with real sockets, fake sessions and a controllable clock.</summary>
internal sealed class LiveEndpoint : IAsyncDisposable, IAuditTrail
{
    private readonly ServiceProvider _services;
    private readonly List<AuditEvent> _audited = [];

    public LiveEndpoint(Action<IServiceCollection>? replace = null)
    {
        var environment = new ProcessEnvironment(
            new Dictionary<string, string>
            {
                ["ROLEASSIST_STATE_FOLDER"] = Path.Combine(Home, "state"),
                ["XDG_RUNTIME_DIR"] = Home,
                ["AWS_CONFIG_FILE"] = Path.Combine(Home, "config"),
                ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(Home, "credentials"),
            }
        );
        Directory.CreateDirectory(Home);
        var services = new ServiceCollection()
            .AddRoleAssist()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(environment)
            .AddSingleton<IAuditTrail>(this);
        replace?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public string Home { get; } = Directory.CreateTempSubdirectory("ra-").FullName;

    public ObservableTime Time { get; } = new(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));

    public SessionRegistry Registry => Get<SessionRegistry>();

    public IReadOnlyList<AuditEvent> Audited
    {
        get
        {
            lock (_audited)
            {
                return [.. _audited];
            }
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<CredentialGrant> GrantAsync(Session session) =>
        Get<ICredentialEndpoint>().GrantAsync(session.Id, CancellationToken.None);

    public Task<int> PortAsync() => Get<EndpointListener>().PortAsync(CancellationToken.None);

    /// <summary>Creates a session as if STS had just issued it.</summary>
    public Session Assume(
        string profile = "prod-admin",
        TimeSpan? lifetime = null,
        DateTimeOffset? renewAt = null,
        string key = "ASIA1"
    )
    {
        var session = NewSession(profile, key, Time.GetUtcNow() + (lifetime ?? TimeSpan.FromHours(1)));
        Put(session, renewAt);
        return session;
    }

    public void Put(Session session, DateTimeOffset? renewAt = null)
    {
        var target = new AssumeTarget { Profile = session.Profile };
        Registry.Begin(new SessionEntry(session.Id, target, session.Chain));
        Registry.Put(target, session, renewAt);
    }

    public void Fail(Session session, ErrorCode code, string message) =>
        Registry.Fail(session.Id, new RoleAssistException(code, message), retryAt: null);

    public static Session NewSession(
        string profile,
        string key,
        DateTimeOffset? expiration,
        string? token = "token/+=="
    )
    {
        var chain = new RoleChain(
            profile,
            new KeySource(ProfileKind.AccessKey, "home", new AwsCredentials("AKIA", "long-lived")),
            [new AssumeRoleStep(profile, "arn:aws:iam::444455556666:role/admin", null, null)],
            "eu-west-1",
            AwsService.Sts.Resolve(new EndpointRequest("eu-west-1")),
            ProfileEndpoints.None
        );
        return new Session(
            SessionId.FromChain(chain),
            chain,
            new AwsCredentials(key, $"secret/of+{key}", token, expiration),
            "444455556666",
            "arn:aws:sts::444455556666:assumed-role/admin/ana@laptop"
        );
    }

    public void Write(AuditEvent happened)
    {
        lock (_audited)
        {
            _audited.Add(happened);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }
}
