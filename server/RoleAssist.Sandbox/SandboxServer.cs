using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Iam;
using RoleAssist.Sandbox.Sts;

namespace RoleAssist.Sandbox;

/// <summary>A strict local STS with sample accounts, for trying, teaching and testing.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SandboxHome _home;

    private SandboxServer(WebApplication app, SandboxHome home, SandboxDescription description)
    {
        (_app, _home, Description) = (app, home, description);
    }

    public SandboxDescription Description { get; }

    /// <summary>Starts a sandbox, which runs until it is disposed.</summary>
    /// <exception cref="SandboxException">The home or the port cannot be used.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var home = SandboxHome.Open(options.Home);
        WebApplication? app = null;
        try
        {
            var device = new MfaDevice(
                SampleAccounts.MfaSerial,
                home.State.MfaSecret,
                home.State.LastSpentStep,
                home.RememberSpentStep,
                options.TimeProvider);
            var directory = SampleAccounts.Create(home.State.AccessKeyId, home.State.SecretAccessKey, device);
            var controlToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var handler = CreateHandler(home, directory, controlToken, options.TimeProvider);
            app = await LoopbackServer.StartAsync(options.Port, handler, cancellationToken).ConfigureAwait(false);
            var server = new SandboxServer(app, home, Describe(app.Urls.Single(), home, directory));
            home.Publish(new RunningSandbox(server.Description.Endpoint, controlToken));
            return server;
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync().ConfigureAwait(false);
            }

            home.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _home.Dispose();
    }

    private static RequestDelegate CreateHandler(
        SandboxHome home, AccountDirectory directory, string controlToken, TimeProvider time)
    {
        var faults = new FaultInjector();
        var calls = new CallLog(time);
        var control = new ControlEndpoint(controlToken, directory, faults, calls);
        var services = new ServiceEndpoint(
            [new StsService(directory, new SessionTokens(home.State.SealingKey))], faults, calls, time);
        return context => context.Request.Path.StartsWithSegments(ControlPaths.Root.TrimEnd('/'))
            ? control.HandleAsync(context)
            : services.HandleAsync(context);
    }

    private static SandboxDescription Describe(string endpoint, SandboxHome home, AccountDirectory directory) => new(
        endpoint,
        home.Path,
        new Dictionary<string, string>
        {
            ["AWS_CONFIG_FILE"] = home.ConfigFile,
            ["AWS_SHARED_CREDENTIALS_FILE"] = home.CredentialsFile,
            ["AWS_ENDPOINT_URL_STS"] = endpoint,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        },
        [.. directory.MfaDevices.Select(device => new SandboxMfaDevice(device.Serial, device.Secret))],
        SampleFiles.Profiles);
}
