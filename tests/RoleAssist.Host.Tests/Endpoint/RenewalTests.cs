using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>
/// Requests that arrive before the renewer has run: the machine was asleep, or the last renewal failed.
/// </summary>
public sealed class RenewalTests : IAsyncLifetime, ISecurityTokenService
{
    private readonly LiveEndpoint _endpoint;
    private int _issued;
    private RoleAssistException? _fault;

    public RenewalTests() =>
        _endpoint = new LiveEndpoint(services => services.AddSingleton<ISecurityTokenService>(this));

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_endpoint.Home, "credentials"),
            "[home]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(_endpoint.Home, "config"),
            "[profile dev]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home\nregion = eu-west-1\n"
        );
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task A_request_after_sleep_triggers_the_renewal()
    {
        var session = await _endpoint
            .Get<SessionService>()
            .AssumeAsync(new AssumeTarget { Profile = "dev" }, new SessionOptions(), CancellationToken.None);
        var grant = await _endpoint.GrantAsync(session);
        Assert.Equal("ASIA1", (await RawHttp.AskAsync(grant)).Field("AccessKeyId"));

        _endpoint.Time.Advance(TimeSpan.FromHours(8));

        Assert.Equal("ASIA2", (await RawHttp.AskAsync(grant)).Field("AccessKeyId"));
    }

    [Fact]
    public async Task Serves_a_valid_session_without_calling_STS_even_if_a_renewal_is_due()
    {
        var session = await _endpoint
            .Get<SessionService>()
            .AssumeAsync(new AssumeTarget { Profile = "dev" }, new SessionOptions(), CancellationToken.None);
        var grant = await _endpoint.GrantAsync(session);

        _endpoint.Time.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal("ASIA1", (await RawHttp.AskAsync(grant)).Field("AccessKeyId"));
        Assert.Equal(1, _issued);
    }

    [Fact]
    public async Task Reports_why_a_session_could_not_be_renewed()
    {
        var session = await _endpoint
            .Get<SessionService>()
            .AssumeAsync(new AssumeTarget { Profile = "dev" }, new SessionOptions(), CancellationToken.None);
        var grant = await _endpoint.GrantAsync(session);
        _fault = new RoleAssistException(ErrorCode.AccessDenied, "You may not be developer.", "Ask the owner.");

        _endpoint.Time.Advance(TimeSpan.FromHours(8));
        var answer = await RawHttp.AskAsync(grant);

        Assert.Equal(
            (403, "AccessDenied", "Ask the owner."),
            (answer.Status, answer.Field("code"), answer.Field("hint"))
        );
        Assert.Equal(
            "RoleAssist: the session of 'dev' has expired and could not be renewed: You may not be developer.",
            answer.Field("message")
        );
    }

    public Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) =>
        _fault is { } fault
            ? Task.FromException<AssumedRole>(fault)
            : Task.FromResult(
                new AssumedRole(
                    new AwsCredentials($"ASIA{++_issued}", "secret", "token", _endpoint.Time.GetUtcNow().AddHours(1)),
                    "arn:aws:sts::222233334444:assumed-role/developer/ana"
                )
            );

    public Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<CallerIdentity> GetCallerIdentityAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
