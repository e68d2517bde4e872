using System.Text.Json;
using RoleAssist.Sandbox.Samples;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Clients;

/// <summary>Tests the sandbox with the AWS CLI.</summary>
public sealed class AwsCliTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    [AwsCliFact]
    public async Task Gets_the_identity_of_a_user()
    {
        using var identity = JsonDocument.Parse((await RunAsync("get-caller-identity")).Succeeded());
        Assert.Equal("arn:aws:iam::111122223333:user/alice", identity.RootElement.GetProperty("Arn").GetString());
    }

    [AwsCliFact]
    public async Task Assumes_a_role_with_a_code()
    {
        var code = await sandbox.Control.GetTotpAsync(sandbox.Serial, CancellationToken.None);
        var run = await RunAsync(
            "assume-role",
            "--role-arn",
            SampleAccounts.AdminRole,
            "--role-session-name",
            "me",
            "--serial-number",
            sandbox.Serial,
            "--token-code",
            code
        );
        using var answer = JsonDocument.Parse(run.Succeeded());
        Assert.StartsWith(
            "ASIA",
            answer.RootElement.GetProperty("Credentials").GetProperty("AccessKeyId").GetString(),
            StringComparison.Ordinal
        );
    }

    [AwsCliFact]
    public async Task Rejects_a_duration_beyond_the_roles_maximum_with_the_message_of_sts()
    {
        var run = await RunAsync(
            "assume-role",
            "--role-arn",
            SampleAccounts.DeveloperRole,
            "--role-session-name",
            "me",
            "--duration-seconds",
            "7200"
        );
        Assert.Equal(254, run.ExitCode);
        Assert.Equal(
            "An error occurred (ValidationError) when calling the AssumeRole operation: "
                + "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            run.Errors
        );
    }

    [AwsCliFact]
    public async Task Lists_the_keys_of_a_user()
    {
        using var answer = JsonDocument.Parse((await RunIamAsync("list-access-keys")).Succeeded());
        var key = answer.RootElement.GetProperty("AccessKeyMetadata").EnumerateArray().Single();
        Assert.Equal(
            ("alice", sandbox.Keys.AccessKeyId, "Active"),
            (
                key.GetProperty("UserName").GetString(),
                key.GetProperty("AccessKeyId").GetString(),
                key.GetProperty("Status").GetString()
            )
        );
    }

    [AwsCliFact]
    public async Task Is_refused_by_iam_with_its_message()
    {
        var run = await RunIamAsync(
            "delete-access-key",
            "--user-name",
            "robot",
            "--access-key-id",
            "AKIAROBOTROBOTROBOT2"
        );
        Assert.Equal(254, run.ExitCode);
        Assert.Equal(
            "An error occurred (AccessDenied) when calling the DeleteAccessKey operation: "
                + "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:DeleteAccessKey on resource: user robot "
                + "because no identity-based policy allows the iam:DeleteAccessKey action",
            run.Errors
        );
    }

    private Task<ClientRun> RunAsync(params IEnumerable<string> arguments) => RunServiceAsync("sts", arguments);

    private Task<ClientRun> RunIamAsync(params IEnumerable<string> arguments) => RunServiceAsync("iam", arguments);

    private Task<ClientRun> RunServiceAsync(string service, IEnumerable<string> arguments) =>
        ClientProgram.AwsCli.RunAsync(
            sandbox.Description.Environment,
            ["--profile", "home", "--endpoint-url", sandbox.Description.Endpoint, service, .. arguments]
        );
}
