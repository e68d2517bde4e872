using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Ec2;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Federation;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Iam;
using RoleAssist.Sandbox.Metadata;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Organizations;
using RoleAssist.Sandbox.Samples;
using RoleAssist.Sandbox.SignIn;
using RoleAssist.Sandbox.Sso;
using RoleAssist.Sandbox.Sts;

namespace RoleAssist.Sandbox;

/// <summary>
/// A strict local STS with sample accounts for trials, training and tests, together with IAM's access keys and the
/// services that provide credentials to users, containers and virtual machines.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SandboxHome _home;
    private readonly SigningKey _buildServerKey;
    private readonly SigningKey _signInKey;

    private SandboxServer(
        WebApplication app,
        SandboxHome home,
        SigningKey buildServerKey,
        SigningKey signInKey,
        SandboxDescription description
    )
    {
        (_app, _home, _buildServerKey, _signInKey, Description) = (app, home, buildServerKey, signInKey, description);
    }

    public SandboxDescription Description { get; }

    /// <summary>Starts a sandbox, which runs until it is disposed of.</summary>
    /// <exception cref="SandboxException">The home folder, the port or a delay is not usable.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        options.Check();
        var home = SandboxHome.Open(options.Home);
        var buildServerKey = new SigningKey();
        var signInKey = new SigningKey();
        WebApplication? app = null;
        try
        {
            var time = options.TimeProvider;
            var device = new MfaDevice(
                SampleAccounts.MfaSerial,
                home.State.MfaSecret,
                home.State.LastSpentStep,
                home.SaveSpentStep,
                time
            );
            var sealingKey = home.State.SealingKey;
            var accounts = SampleAccounts.Create(
                home.State.AccessKeyId,
                home.State.SecretAccessKey,
                device,
                sealingKey,
                buildServerKey,
                options.Keys,
                options.MemberAccounts,
                time
            );
            var sessionTokens = new SessionTokens(sealingKey);
            var ssoTokens = new SsoTokens(sealingKey);
            var ssoCodes = new AuthorizationCodes(sealingKey, ssoTokens);
            var ssoDevices = new DeviceAuthorizations();
            var signInTickets = new SignInTickets(sealingKey);
            var consoleTokens = new ConsoleTokens(sealingKey);
            var container = new ContainerEndpoint(accounts.TaskRole, sessionTokens);
            var faults = new FaultInjector(time);
            var calls = new CallLog(time);
            var controlToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var control = new ControlEndpoint(
                controlToken,
                accounts.Directory,
                faults,
                calls,
                new TrustControl(accounts.Directory, buildServerKey, time)
            );
            var services = new ServiceEndpoint(
                [
                    new SsoPortal(accounts.Assignments, accounts.Directory, ssoTokens, sessionTokens, sealingKey),
                    new SsoOidc(
                        ssoTokens,
                        ssoCodes,
                        ssoDevices,
                        new StartUrls(SampleFiles.SsoStartUrl, SampleFiles.SsoStartUrlWithId)
                    ),
                    new SsoAuthorizePage(ssoTokens, ssoCodes, accounts.Assignments, sealingKey),
                    new SsoDevicePage(ssoDevices, accounts.Assignments, sealingKey),
                    new SignInTokenService(accounts.SignInPeople, signInTickets, sessionTokens, signInKey),
                    new SignInPage(accounts.SignInPeople, signInTickets, sealingKey),
                    new FederationService(
                        new SignInTokens(accounts.Directory, sessionTokens, consoleTokens),
                        consoleTokens
                    ),
                    new ConsolePage(consoleTokens),
                    container,
                    new InstanceMetadata(
                        accounts.InstanceRole,
                        sessionTokens,
                        sealingKey,
                        options.AllowInstanceMetadataVersion1
                    ),
                    new IamService(accounts.Directory, sessionTokens),
                    new OrganizationsService(accounts.Directory, sessionTokens, sealingKey),
                    new Ec2Service(accounts.Directory, sessionTokens),
                    new StsService(accounts.Directory, sessionTokens),
                ],
                faults,
                calls,
                time
            );
            app = await LoopbackServer
                .StartAsync(
                    options.Port,
                    context =>
                        context.Request.Path.StartsWithSegments(ControlPaths.Root.TrimEnd('/'))
                            ? control.HandleAsync(context)
                            : services.HandleAsync(context),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var endpoint = app.Urls.Single();
            var environment = EnvironmentOf(endpoint, home);
            home.Publish(
                new RunningSandbox(endpoint, controlToken, environment),
                accounts.Directory.Organization,
                [.. SampleTokens.Create(accounts, ssoTokens, time.GetUtcNow()), .. Lists(accounts.Directory)]
            );
            return new SandboxServer(
                app,
                home,
                buildServerKey,
                signInKey,
                Describe(endpoint, home, environment, accounts.Directory, container)
            );
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync().ConfigureAwait(false);
            }

            buildServerKey.Dispose();
            signInKey.Dispose();
            home.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _buildServerKey.Dispose();
        _signInKey.Dispose();
        _home.Dispose();
    }

    private static Dictionary<string, string> EnvironmentOf(string endpoint, SandboxHome home) =>
        new()
        {
            ["AWS_CONFIG_FILE"] = home.ConfigFile,
            ["AWS_SHARED_CREDENTIALS_FILE"] = home.CredentialsFile,
            ["AWS_ENDPOINT_URL_STS"] = endpoint,
            ["AWS_ENDPOINT_URL_IAM"] = endpoint,
            ["AWS_ENDPOINT_URL_ORGANIZATIONS"] = endpoint,
            ["AWS_ENDPOINT_URL_EC2"] = endpoint,
            ["AWS_ENDPOINT_URL_SSO"] = endpoint,
            ["AWS_ENDPOINT_URL_SSO_OIDC"] = endpoint,
            ["AWS_ENDPOINT_URL_SIGNIN"] = endpoint,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };

    private static SandboxDescription Describe(
        string endpoint,
        SandboxHome home,
        IReadOnlyDictionary<string, string> environment,
        AccountDirectory directory,
        ContainerEndpoint container
    ) =>
        new(
            endpoint,
            home.Path,
            environment,
            [.. directory.MfaDevices.Select(device => new SandboxMfaDevice(device.Serial, device.Secret))],
            directory.Organization is { } members
                ? [.. SampleFiles.Profiles, .. SignInFiles.Profiles, .. OrganizationFiles.Profiles(members)]
                : [.. SampleFiles.Profiles, .. SignInFiles.Profiles],
            new SandboxContainer(endpoint + container.Path, container.AuthorizationToken),
            new SandboxInstanceMetadata(endpoint),
            directory.Organization is { } organization
                ? new SandboxOrganization(
                    Organization.Id,
                    organization.ManagementAccount,
                    organization.MemberCount,
                    Path.Combine(home.Path, OrganizationFiles.Accounts)
                )
                : null
        );

    private static IEnumerable<SampleFile> Lists(AccountDirectory directory) =>
        directory.Organization is { } organization ? [OrganizationFiles.List(organization)] : [];
}
