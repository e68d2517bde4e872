using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Contracts;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Vault;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Host.Tests.CommandLine;

/// <summary>Rotates a key at the strict sandbox, with the delays of a real AWS.</summary>
public sealed class VaultRotateVerbTests(HostSandbox sandbox) : IClassFixture<HostSandbox>
{
    private readonly MemorySecretStore _store = new();
    private readonly SecretName _name = SecretName.Create(SecretKind.Key);

    [Fact]
    public async Task Rotates_with_one_code_on_the_command_line_and_finishes_over_json_rpc()
    {
        var first = await AddKeyAsync();
        var before = (await sandbox.Control.GetCallsAsync(CancellationToken.None)).Calls.Count;

        var needed = await RunAsync(new FakeConsole(), "vault", "rotate", "vaulted");
        Assert.Equal(6, needed.Code);
        Assert.Contains("error MfaRequired", needed.Console.Errors, StringComparison.Ordinal);

        var code = await sandbox.CodeAsync();
        var (exit, console) = await RunAsync(
            new FakeConsole(piped: code),
            "vault",
            "rotate",
            "vaulted",
            "--mfa-code-stdin",
            "--json"
        );

        Assert.True(exit == 0, console.Errors);
        using var document = JsonDocument.Parse(console.Output);
        var root = document.RootElement;
        using var item = VaultKey.FromJson(
            (await _store.GetAsync(_name, KeychainPrompt.Forbidden, CancellationToken.None))!.Span
        );
        Assert.Equal(
            ["profile", "accessKeyId", "oldAccessKeyId", "step", "notes"],
            root.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(
            ("vaulted", item.Current.Id, first, "none"),
            (Text("profile"), Text("accessKeyId"), Text("oldAccessKeyId"), Text("step"))
        );
        Assert.Equal((first, RotationStep.None), (item.Retired?.Id, item.Step));
        var actions = (await sandbox.Control.GetCallsAsync(CancellationToken.None))
            .Calls.Skip(before)
            .Select(call => call.Action!)
            .ToList();
        Assert.Single(actions, "GetSessionToken");
        Assert.Single(actions, "CreateAccessKey");
        var secret = Encoding.ASCII.GetString(item.Current.Secret.Span);
        Assert.DoesNotContain(secret, console.Output + console.Errors, StringComparison.Ordinal);

        await using var served = await ServedHost.StartAsync(AddServices);
        var finished = await served.Server.RotateKeyAsync(
            new RotateKeyParams("vaulted", await sandbox.CodeAsync(), Finish: true),
            CancellationToken.None
        );
        Assert.Equal((item.Current.Id, first, "none"), (finished.AccessKeyId, finished.OldAccessKeyId, finished.Step));

        string? Text(string name) => root.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_profile_without_a_key_in_the_vault_is_an_error_of_the_configuration()
    {
        var (exit, console) = await RunAsync(new FakeConsole(), "vault", "rotate", "home");

        Assert.Equal(3, exit);
        Assert.Contains("vault import home", console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_vault_needs_a_person()
    {
        await AddKeyAsync();
        _store.State = Core.Vault.VaultState.Locked;

        var (exit, console) = await RunAsync(new FakeConsole(), "vault", "rotate", "vaulted");

        Assert.Equal(6, exit);
        Assert.Contains("error VaultLocked", console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_and_finish_exclude_each_other()
    {
        var (exit, _) = await RunAsync(new FakeConsole(), "vault", "rotate", "vaulted", "--delete", "--finish");

        Assert.Equal(2, exit);
    }

    /// <summary>Puts the sample key into the vault and returns its ID.</summary>
    private async Task<string> AddKeyAsync()
    {
        var config = Path.Combine(sandbox.Description.Home, ".aws", "config");
        var text = (await File.ReadAllTextAsync(config)).Split("\n# vaulted\n")[0];
        await File.WriteAllTextAsync(
            config,
            $"{text}\n# vaulted\n[profile vaulted]\nregion = eu-central-1\nservices = sandbox\n"
                + $"mfa_serial = {sandbox.Serial}\nroleassist_key = {_name.Id}\n"
        );
        await using var services = Provider();
        var profiles = await services.GetRequiredService<IProfileStore>().LoadAsync(CancellationToken.None);
        var home = profiles.Get("home");
        using var key = new VaultKey(
            "arn:aws:iam::111122223333:user/alice",
            new UserAccessKey(
                home["aws_access_key_id"]!,
                SecretBytes.Copy(Encoding.ASCII.GetBytes(home["aws_secret_access_key"]!))
            )
        );
        await services.GetRequiredService<VaultKeys>().SaveAsync(_name, "vaulted", key, CancellationToken.None);
        return key.Current.Id;
    }

    private async Task<(int Code, FakeConsole Console)> RunAsync(FakeConsole console, params string[] args)
    {
        await using var services = Provider();
        return (await CommandLineApplication.RunAsync(args, console, services), console);
    }

    private ServiceProvider Provider()
    {
        var services = new ServiceCollection().AddLogging();
        AddServices(services);
        return services.BuildServiceProvider();
    }

    private void AddServices(IServiceCollection services)
    {
        sandbox.AddHost(services);
        services.AddSingleton<ISecretStores>(new OneSecretStore(_store));
    }
}
