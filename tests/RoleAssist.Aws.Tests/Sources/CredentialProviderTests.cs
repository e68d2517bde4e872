using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Aws.Tests.SignIn;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Aws.Tests.Sources;

public class CredentialProviderTests
{
    [Fact]
    public async Task Gets_credentials_from_a_console_login()
    {
        using var login = new LoginFixture();
        login.Write(TimeSpan.FromMinutes(10));
        var environment = new ProcessEnvironment([KeyValuePair.Create("HOME", login.Home)]);
        using var http = new AwsHttpClients(environment);
        using var metadata = new MetadataHttpClients();
        using var tokens = new SsoTokens(environment, new FakeTokenVault(), login.Time, NullLogger<SsoTokens>.Instance);
        var provider = new CredentialProvider(
            environment,
            new RoleSessionNames(new Workstation("ana", "desk"), new CurrentClient(), text => text),
            http,
            metadata,
            new RetryPolicy(new FakeTimeProvider()),
            TestClock.Of(login.Time),
            new VaultKeys(new OneSecretStore(), new MemoryVaultIndex(), TimeProvider.System),
            tokens,
            login.Cache
        );

        Assert.Equal("ASIAOLD", (await provider.GetAsync(login.Source, CancellationToken.None)).AccessKeyId);
    }
}
