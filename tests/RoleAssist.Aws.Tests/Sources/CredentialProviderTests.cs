using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Aws.Tests.Sources;

public class CredentialProviderTests
{
    [Fact]
    public async Task Rejects_a_console_login_and_explains_the_workaround()
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]));
        using var metadata = new MetadataHttpClients();
        using var tokens = new SsoTokens(new ProcessEnvironment([]), new FakeTokenVault(), TimeProvider.System);
        var provider = new CredentialProvider(
            new ProcessEnvironment([]),
            new RoleSessionNames(new Workstation("ana", "desk"), new CurrentClient(), text => text),
            http,
            metadata,
            new RetryPolicy(new FakeTimeProvider()),
            TestClock.Of(),
            new VaultKeys(new OneSecretStore(), new MemoryVaultIndex(), TimeProvider.System),
            tokens
        );

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            provider.GetAsync(new LoginSource("p", "arn:aws:iam::123456789012:user/ana"), CancellationToken.None)
        );

        Assert.Equal((ErrorCode.CredentialSourceUnsupported, "p"), (fault.Code, fault.Profile));
        Assert.Contains(
            "credential_process = aws configure export-credentials --profile p --format process",
            fault.Hint,
            StringComparison.Ordinal
        );
    }
}
