using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Samples;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Clients;

/// <summary>Tests the sandbox with AWS' own SDK for .NET, which shows that it behaves like STS.</summary>
public sealed class AwsSdkTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    private const string Policy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";

    private BasicAWSCredentials User => new(sandbox.Keys.AccessKeyId, sandbox.Keys.SecretAccessKey);

    [Fact]
    public async Task Gets_the_identity_of_a_user()
    {
        using var sts = Client(User);
        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:iam::111122223333:user/alice", identity.Arn);
        Assert.True(Guid.TryParse(identity.ResponseMetadata.RequestId, out _));
    }

    [Fact]
    public async Task Receives_every_parameter_of_AssumeRole()
    {
        using var sts = Client(User);
        var answer = await sts.AssumeRoleAsync(
            new AssumeRoleRequest
            {
                RoleArn = SampleAccounts.VendorRole,
                RoleSessionName = "me@example.com",
                ExternalId = SampleAccounts.ExternalId,
                DurationSeconds = 1800,
                Policy = Policy,
                PolicyArns = [new PolicyDescriptorType { Arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
                Tags =
                [
                    new Tag { Key = "project", Value = "été + Ωμέγα" },
                    new Tag { Key = "cost center", Value = "" },
                ],
                TransitiveTagKeys = ["project"],
                SourceIdentity = "alice",
            }
        );
        Assert.Equal("arn:aws:sts::777788889999:assumed-role/vendor-access/me@example.com", answer.AssumedRoleUser.Arn);
        Assert.EndsWith(":me@example.com", answer.AssumedRoleUser.AssumedRoleId, StringComparison.Ordinal);
        Assert.Equal("alice", answer.SourceIdentity);
        Assert.InRange(
            answer.Credentials.Expiration!.Value.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime,
            TimeSpan.FromMinutes(29),
            TimeSpan.FromMinutes(30)
        );
    }

    [Fact]
    public async Task Assumes_a_chain_of_roles_with_mfa()
    {
        using var alice = Client(User);
        var admin = await alice.AssumeRoleAsync(
            new AssumeRoleRequest
            {
                RoleArn = SampleAccounts.AdminRole,
                RoleSessionName = "alice",
                SerialNumber = sandbox.Serial,
                TokenCode = await sandbox.Control.GetTotpAsync(sandbox.Serial, CancellationToken.None),
            }
        );
        using var administrator = Client(admin.Credentials);
        var audit = await administrator.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = SampleAccounts.AuditorRole, RoleSessionName = "alice" }
        );
        using var auditor = Client(audit.Credentials);
        var identity = await auditor.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:sts::555566667777:assumed-role/auditor/alice", identity.Arn);
        Assert.Equal(audit.AssumedRoleUser.AssumedRoleId, identity.UserId);
    }

    [Fact]
    public async Task Reports_an_error_with_code_and_status()
    {
        using var sts = Client(User);
        var error = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() =>
            sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = SampleAccounts.AdminRole, RoleSessionName = "alice" })
        );
        Assert.Equal("AccessDenied", error.ErrorCode);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, error.StatusCode);
        Assert.Equal(ErrorType.Sender, error.ErrorType);
        Assert.StartsWith(
            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Reports_a_malformed_policy_with_its_own_exception()
    {
        using var sts = Client(User);
        await Assert.ThrowsAsync<MalformedPolicyDocumentException>(() =>
            sts.AssumeRoleAsync(
                new AssumeRoleRequest
                {
                    RoleArn = SampleAccounts.DeveloperRole,
                    RoleSessionName = "alice",
                    Policy = "{",
                }
            )
        );
    }

    [Fact]
    public async Task Accepts_clients_of_every_region()
    {
        using var sts = Client(User, region: "ap-southeast-2");
        Assert.NotNull(
            (await sts.GetSessionTokenAsync(new GetSessionTokenRequest { DurationSeconds = 900 })).Credentials
        );
    }

    [Fact]
    public async Task The_client_adjusts_its_clock_to_the_servers()
    {
        await using var skewed = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        var control = new SandboxControlClient(skewed.Description.Home);
        var keys = LiveSandbox.KeysIn(skewed.Description.Environment["AWS_SHARED_CREDENTIALS_FILE"]);
        await control.ArmFaultAsync("clock", new FaultOptions(Seconds: 3600), CancellationToken.None);
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey),
            Config(skewed.Description.Endpoint, "us-east-1")
        );
        Assert.NotNull((await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn);
        var calls = await control.GetCallsAsync(CancellationToken.None);
        Assert.Equal([403, 200], calls.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task Gets_the_credentials_of_a_container()
    {
        // The SDK reads these two from the process environment, and no other test in this project does.
        Environment.SetEnvironmentVariable("AWS_CONTAINER_CREDENTIALS_FULL_URI", sandbox.Description.Container.Uri);
        Environment.SetEnvironmentVariable(
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            sandbox.Description.Container.AuthorizationToken
        );
        using var credentials = new GenericContainerCredentials();
        using var sts = Client(credentials);
        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:sts::222233334444:assumed-role/report-task/sandbox-task", identity.Arn);
    }

    [Fact]
    public async Task Gets_credentials_from_a_program()
    {
        var config = new SharedCredentialsFile(sandbox.Description.Environment["AWS_CONFIG_FILE"]);
        Assert.True(
            config.TryGetProfile("profile process", out var profile) || config.TryGetProfile("process", out profile)
        );
        using var credentials = new ProcessAWSCredentials(profile.Options.CredentialProcess);
        using var sts = Client(credentials);
        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:iam::111122223333:user/robot", identity.Arn);
    }

    [Fact]
    public async Task Assumes_a_role_with_a_token_and_without_keys()
    {
        using var sts = Client(new AnonymousAWSCredentials());
        var answer = await sts.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest
            {
                RoleArn = SampleAccounts.DeployRole,
                RoleSessionName = "build-42",
                WebIdentityToken = await File.ReadAllTextAsync(
                    Path.Combine(sandbox.Description.Home, ".aws", "build-token")
                ),
            }
        );
        Assert.Equal("arn:aws:sts::444455556666:assumed-role/deploy/build-42", answer.AssumedRoleUser.Arn);
        Assert.Equal(
            (SampleAccounts.BuildSubject, SampleAccounts.BuildAudience, "https://builds.sandbox.example"),
            (answer.SubjectFromWebIdentityToken, answer.Audience, answer.Provider)
        );
    }

    [Fact]
    public async Task Reports_an_expired_token_with_its_own_exception()
    {
        await using var late = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        await new SandboxControlClient(late.Description.Home).ArmFaultAsync(
            "clock",
            new FaultOptions(Seconds: 8 * 24 * 3600),
            CancellationToken.None
        );
        using var sts = new AmazonSecurityTokenServiceClient(
            new AnonymousAWSCredentials(),
            Config(late.Description.Endpoint, "us-east-1")
        );
        await Assert.ThrowsAsync<ExpiredTokenException>(async () =>
            await sts.AssumeRoleWithWebIdentityAsync(
                new AssumeRoleWithWebIdentityRequest
                {
                    RoleArn = SampleAccounts.DeployRole,
                    RoleSessionName = "build-42",
                    WebIdentityToken = await File.ReadAllTextAsync(
                        Path.Combine(late.Description.Home, ".aws", "build-token")
                    ),
                }
            )
        );
    }

    [Fact]
    public void The_sdk_reads_the_sample()
    {
        var profiles = new SharedCredentialsFile(sandbox.Description.Environment["AWS_SHARED_CREDENTIALS_FILE"]);
        Assert.True(profiles.TryGetProfile("home", out var home));
        Assert.Equal(sandbox.Keys.AccessKeyId, home.Options.AccessKey);

        var config = new SharedCredentialsFile(sandbox.Description.Environment["AWS_CONFIG_FILE"]);
        foreach (var name in sandbox.Description.Profiles)
        {
            Assert.True(
                config.TryGetProfile($"profile {name}", out var profile) || config.TryGetProfile(name, out profile),
                name
            );
            Assert.NotNull(profile.Region);
        }
    }

    private AmazonSecurityTokenServiceClient Client(AWSCredentials credentials, string region = "us-east-1") =>
        new(credentials, Config(sandbox.Description.Endpoint, region));

    private static AmazonSecurityTokenServiceConfig Config(string endpoint, string region) =>
        new() { ServiceURL = endpoint, AuthenticationRegion = region };
}
