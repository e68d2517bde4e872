using System.Diagnostics;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>The AWS SDKs as clients of the endpoint: the credentials they get and the errors they show.</summary>
public sealed class SdkTests : IAsyncLifetime
{
    private const string Python = "/usr/bin/python3";

    private readonly LiveEndpoint _endpoint = new();
    private CredentialGrant _grant = null!;
    private Core.Sessions.Session _session = null!;

    public async ValueTask InitializeAsync()
    {
        // SDKs check expirations against the real time.
        _endpoint.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        _session = _endpoint.Assume();
        _grant = await _endpoint.GrantAsync(_session);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task The_SDK_for_dotnet_gets_credentials_and_shows_errors()
    {
        var (credentials, fault) = await WithVariablesAsync(async () =>
        {
            var given = await new GenericContainerCredentials().GetCredentialsAsync();
            EndWithoutCode();
            return (
                given,
                await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
                    new GenericContainerCredentials().GetCredentialsAsync()
                )
            );
        });

        Assert.Equal(
            ("ASIA1", "secret/of+ASIA1", "token/+=="),
            (credentials.AccessKey, credentials.SecretKey, credentials.Token)
        );
        Assert.Contains("the session of 'prod-admin' needs an MFA code", fault.Message, StringComparison.Ordinal);
    }

    [BotocoreFact]
    public async Task Botocore_gets_credentials_and_caches_them()
    {
        var printed = await PythonAsync(
            """
            import botocore.session
            credentials = botocore.session.Session().get_credentials()
            for _ in range(5):
                print(*credentials.get_frozen_credentials())
            """
        );

        Assert.Equal(
            "ASIA1 secret/of+ASIA1 token/+==",
            Assert.Single(printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct())
        );
        Assert.Equal(1, _endpoint.Audited.Count(happened => happened.Delivery is not null));
    }

    [BotocoreFact]
    public async Task Botocore_shows_errors()
    {
        EndWithoutCode();

        var printed = await PythonAsync(
            """
            import botocore.session, botocore.utils
            botocore.utils.ContainerMetadataFetcher.SLEEP_TIME = 0
            try:
                botocore.session.Session().get_credentials()
            except Exception as error:
                print(error)
            """
        );

        Assert.Contains("RoleAssist: the session of 'prod-admin' needs an MFA code", printed, StringComparison.Ordinal);
    }

    private void EndWithoutCode()
    {
        _endpoint.Time.Advance(TimeSpan.FromHours(1));
        _endpoint.Fail(_session, ErrorCode.MfaRequired, "A code is needed.");
    }

    private async Task<T> WithVariablesAsync<T>(Func<Task<T>> run)
    {
        try
        {
            foreach (var (name, value) in Variables)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            return await run();
        }
        finally
        {
            foreach (var (name, _) in Variables)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    private (string Name, string Value)[] Variables =>
        [
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", _grant.Address.ToString()),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", _grant.Token),
        ];

    private async Task<string> PythonAsync(string script)
    {
        var start = new ProcessStartInfo(Python, ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["HOME"] = _endpoint.Home;
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        using var python = Process.Start(start)!;
        var printed = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return printed;
    }

    /// <summary>A test that requires the distribution's botocore.</summary>
    private sealed class BotocoreFactAttribute : FactAttribute
    {
        public BotocoreFactAttribute(
            [CallerFilePath] string? sourceFilePath = null,
            [CallerLineNumber] int sourceLineNumber = -1
        )
            : base(sourceFilePath, sourceLineNumber) =>
            Skip = Directory.Exists("/usr/lib/python3/dist-packages/botocore")
                ? null
                : "The distribution has no botocore.";
    }
}
