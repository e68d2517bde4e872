using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Iam;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Sessions;
using RoleAssist.Sandbox.Faults;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Iam;

/// <summary>Tests the calls against the strict sandbox, whose verifier of signatures is another one.</summary>
public sealed class IdentityManagementTests : IClassFixture<SandboxFixture>, IAsyncLifetime, IDisposable
{
    private readonly SandboxFixture _sandbox;
    private readonly AwsHttpClients _http;
    private readonly SkewCorrectedTime _time;
    private readonly IdentityManagement _iam;
    private readonly SecurityTokenService _sts;
    private AwsCredentials _keys = new("", "");

    public IdentityManagementTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        _time = new SkewCorrectedTime(TimeProvider.System, NullLogger<SkewCorrectedTime>.Instance);
        _http = new AwsHttpClients(new ProcessEnvironment([]), inner => new ServerClockObserver(inner, _time));
        var retries = new RetryPolicy(_time, () => 0);
        (_iam, _sts) = (new IdentityManagement(_http, retries, _time), new SecurityTokenService(_http, retries, _time));
    }

    private ServiceEndpoint Endpoint => new(new Uri(_sandbox.Description.Endpoint), "us-east-1");

    public async ValueTask InitializeAsync()
    {
        var files = new SharedConfigProfileStore(
            new ProcessEnvironment([new("HOME", _sandbox.Description.Home), .. _sandbox.Description.Environment]),
            TimeProvider.System
        );
        var home = (await files.LoadAsync(CancellationToken.None)).Get("home");
        _keys = new AwsCredentials(home["aws_access_key_id"]!, home["aws_secret_access_key"]!);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_session_with_mfa_makes_all_six_calls()
    {
        var caller = await SessionAsync();

        using var created = await CreatedAsync(caller);
        var listed = await _iam.ListAccessKeysAsync(caller, CancellationToken.None);
        var unused = await _iam.GetLastUseAsync(caller, created.Id, CancellationToken.None);
        var used = await _iam.GetLastUseAsync(caller, _keys.AccessKeyId, CancellationToken.None);
        var limit = await FailsAsync(() => _iam.CreateAccessKeyAsync(caller, CancellationToken.None));

        Assert.Equal([_keys.AccessKeyId, created.Id], listed.Select(key => key.Id));
        Assert.All(listed, key => Assert.True(key.IsActive));
        Assert.Null(unused);
        Assert.Equal(("sts", "us-east-1"), (used?.Service, used?.Region));
        Assert.Equal(ErrorCode.RequestRejected, limit.Code);
        Assert.True(await _iam.DeactivateAsync(caller, created.Id, CancellationToken.None));
        Assert.False((await _iam.ListAccessKeysAsync(caller, CancellationToken.None))[1].IsActive);
        Assert.True(await _iam.DeleteAsync(caller, created.Id, CancellationToken.None));
        Assert.False(await _iam.DeleteAsync(caller, created.Id, CancellationToken.None));
        Assert.False(await _iam.DeactivateAsync(caller, created.Id, CancellationToken.None));
        Assert.Single(await _iam.ListAccessKeysAsync(caller, CancellationToken.None));
    }

    [Fact]
    public async Task The_key_itself_can_sign()
    {
        var caller = Caller(_keys);

        Assert.Single(await _iam.ListAccessKeysAsync(caller, CancellationToken.None));
        using var created = await CreatedAsync(caller);
        Assert.True(await _iam.DeleteAsync(caller, created.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_session_without_mfa_and_a_wrong_secret_are_refused()
    {
        var session = await _sts.GetSessionTokenAsync(_keys, 900, null, Endpoint, CancellationToken.None);

        foreach (var credentials in (AwsCredentials[])[session, _keys with { SecretAccessKey = "wrong" }])
        {
            var fault = await FailsAsync(() => _iam.ListAccessKeysAsync(Caller(credentials), CancellationToken.None));

            Assert.Equal(ErrorCode.CredentialsInvalid, fault.Code);
            Assert.Contains(credentials.AccessKeyId, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_lost_answer_is_not_repeated()
    {
        await _sandbox.Control.ArmFaultAsync(
            FaultKinds.LostAnswer,
            new Sandbox.Faults.FaultOptions(Action: "CreateAccessKey"),
            CancellationToken.None
        );

        var fault = await FailsAsync(() => _iam.CreateAccessKeyAsync(Caller(_keys), CancellationToken.None));

        var left = Assert.Single(
            await _iam.ListAccessKeysAsync(Caller(_keys), CancellationToken.None),
            key => key.Id != _keys.AccessKeyId
        );
        await _iam.DeleteAsync(Caller(_keys), left.Id, CancellationToken.None);
        Assert.True(fault.IsTransient, fault.Code.ToString());
    }

    [Theory]
    [InlineData(FaultKinds.Throttle)]
    [InlineData(FaultKinds.InternalFailure)]
    [InlineData(FaultKinds.Reset)]
    [InlineData(FaultKinds.Garbage)]
    public async Task A_list_is_repeated(string fault)
    {
        await _sandbox.Control.ArmFaultAsync(fault, null, CancellationToken.None);

        Assert.Single(await _iam.ListAccessKeysAsync(Caller(_keys), CancellationToken.None));
    }

    [Theory]
    [InlineData(3_600)]
    [InlineData(-3_600)]
    public async Task A_clock_that_differs_is_taken_from_the_answer(double seconds)
    {
        await _sandbox.Control.ArmFaultAsync(
            FaultKinds.Clock,
            new Sandbox.Faults.FaultOptions(Seconds: seconds),
            CancellationToken.None
        );
        try
        {
            Assert.Single(await _iam.ListAccessKeysAsync(Caller(_keys), CancellationToken.None));
        }
        finally
        {
            await _sandbox.Control.ArmFaultAsync(FaultKinds.None, null, CancellationToken.None);
        }
    }

    private static async Task<RoleAssistException> FailsAsync<T>(Func<Task<T>> call)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(call);
        Assert.Equal("home", fault.Profile);
        return fault;
    }

    private async Task<Created> CreatedAsync(IamCaller caller)
    {
        var key = await _iam.CreateAccessKeyAsync(caller, CancellationToken.None);
        Assert.NotNull(key.Since);
        return new Created(key);
    }

    private async Task<IamCaller> SessionAsync()
    {
        var code = new MfaCode(_sandbox.Serial, await _sandbox.CodeAsync());
        return Caller(await _sts.GetSessionTokenAsync(_keys, 900, code, Endpoint, CancellationToken.None));
    }

    private IamCaller Caller(AwsCredentials credentials) =>
        new(IamUser.TryParse("arn:aws:iam::111122223333:user/alice")!, credentials, Endpoint, "home");

    private sealed record Created(Core.Vault.UserAccessKey Key) : IDisposable
    {
        public string Id => Key.Id;

        public void Dispose() => Key.Secret.Dispose();
    }
}
