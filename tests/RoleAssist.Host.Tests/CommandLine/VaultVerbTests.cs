using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Host.Tests.CommandLine;

/// <summary>The verbs of the vault with the real editor over AWS files of the sandbox's user.</summary>
[Collection(nameof(SharedSandbox))]
public sealed class VaultVerbTests : IDisposable
{
    private readonly HostSandbox _sandbox;
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly MemorySecretStore _store = new();
    private readonly MemoryVaultIndex _index = new();

    public VaultVerbTests(HostSandbox sandbox)
    {
        _sandbox = sandbox;
        Directory.CreateDirectory(Path.Combine(_home, ".aws"));
        File.Copy(sandbox.Description.Environment["AWS_CONFIG_FILE"], Config);
        File.Copy(sandbox.Description.Environment["AWS_SHARED_CREDENTIALS_FILE"], Credentials);
        (AccessKeyId, Secret) = (KeyOf("aws_access_key_id"), KeyOf("aws_secret_access_key"));
    }

    public static bool IsUnix => !OperatingSystem.IsWindows();

    private string Config => Path.Combine(_home, ".aws", "config");

    private string Credentials => Path.Combine(_home, ".aws", "credentials");

    private string AccessKeyId { get; }

    private string Secret { get; }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_key_moves_into_the_vault_and_out_again()
    {
        var (before, credentialsBefore) = (ReadConfig(), await File.ReadAllTextAsync(Credentials));

        var (code, console) = await RunAsync("vault", "import", "home", "--json");

        Assert.Equal((0, ""), (code, console.Errors));
        using (var document = JsonDocument.Parse(console.Output))
        {
            var imported = Assert.Single(document.RootElement.GetProperty("imported").EnumerateArray());
            Assert.Equal(AccessKeyId, imported.GetProperty("accessKeyId").GetString());
        }

        Assert.DoesNotContain(Secret, await AllTextAsync(), StringComparison.Ordinal);
        var launcher = Path.Combine(_home, ".roleassist", "bin", "roleassist");
        Assert.Contains(
            $"credential_process = {launcher} credential-process home\n",
            ReadConfig(),
            StringComparison.Ordinal
        );
        Assert.Equal(WithoutNewLines(before), WithoutNewLines(ReadConfig()));
        Assert.Equal(0, (await RunAsync("whoami", "home")).Code);
        Assert.Equal(0, (await RunAsync("assume", "dev")).Code);

        var removing = new ScriptedConsole("yes");
        Assert.Equal(0, await RunAsync(removing, "vault", "remove", "home", "--to-file"));
        Assert.DoesNotContain(_store.Names, name => name.Kind == SecretKind.Key);
        Assert.Equal(before, ReadConfig());
        Assert.Contains(Secret, await File.ReadAllTextAsync(Credentials), StringComparison.Ordinal);
        Assert.Equal(
            credentialsBefore.Split('\n').Order(StringComparer.Ordinal).Where(line => line.Length > 0),
            (await File.ReadAllLinesAsync(Credentials)).Order(StringComparer.Ordinal).Where(line => line.Length > 0)
        );
    }

    [Fact]
    public async Task Import_tells_what_to_know_and_is_quiet_if_asked()
    {
        var (_, console) = await RunAsync("vault", "import", "home");

        Assert.Contains("is in the vault, and in no file.", console.Output, StringComparison.Ordinal);
        Assert.Contains("note: ", console.Errors, StringComparison.Ordinal);
        Assert.Contains("vault rotate home", console.Errors, StringComparison.Ordinal);

        var (again, failed) = await RunAsync("vault", "import", "home", "--quiet");
        Assert.Equal(3, again);
        Assert.StartsWith("error ConfigurationInvalid: ", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_and_list_have_the_documented_fields()
    {
        await RunAsync("vault", "import", "home");
        _store.State = VaultState.Locked;

        using var status = JsonDocument.Parse((await RunAsync("vault", "status", "--json")).Console.Output);
        using var list = JsonDocument.Parse((await RunAsync("vault", "list", "--json")).Console.Output);

        Assert.Equal(["store", "state", "why", "keys"], status.RootElement.EnumerateObject().Select(it => it.Name));
        Assert.Equal("locked", status.RootElement.GetProperty("state").GetString());
        Assert.Equal(1, status.RootElement.GetProperty("keys").GetInt32());
        var key = list.RootElement.GetProperty("keys")[0];
        Assert.Equal(
            ["profile", "accessKeyId", "since", "ageDays", "step"],
            key.EnumerateObject().Select(it => it.Name)
        );
        Assert.Equal(("home", "none"), (key.GetProperty("profile").GetString(), key.GetProperty("step").GetString()));
    }

    [Fact]
    public async Task A_person_unlocks_the_vault_and_the_verb_goes_on()
    {
        await RunAsync("vault", "import", "home");
        _store.State = VaultState.Locked;
        var console = new ScriptedConsole("unused");

        Assert.Equal(0, await RunAsync(console, "whoami", "home"));

        Assert.StartsWith("The vault is locked. Waiting 60 seconds", console.Errors, StringComparison.Ordinal);
        Assert.Contains(":user/", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_person_a_locked_vault_exits_with_6()
    {
        await RunAsync("vault", "import", "home");
        _store.State = VaultState.Locked;

        var (code, console) = await RunAsync("whoami", "home");
        Assert.Equal((6, ""), (code, console.Output));
        Assert.StartsWith("error VaultLocked: ", console.Errors, StringComparison.Ordinal);

        var terminal = new ScriptedConsole("unused");
        Assert.Equal(6, await RunAsync(terminal, "credential-process", "home"));
        Assert.Equal(VaultState.Locked, _store.State);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs true.")]
    public async Task A_run_asks_to_unlock_the_vault_once_before_it_confirms_and_starts()
    {
        await RunAsync("vault", "import", "home");
        _store.State = VaultState.Locked;
        var terminal = new ScriptedConsole("y");

        var code = await RunAsync(terminal, "run", "--profile", "home", "--profile", "dev", "--", "true");

        Assert.Equal(0, code);
        Assert.Matches(@"^The vault is locked\. Waiting [^\n]+\nRun in 2 accounts\? [^\n]+2 ok in ", terminal.Errors);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs touch.")]
    public async Task Without_a_person_a_run_with_a_locked_vault_starts_nothing_and_exits_with_6()
    {
        await RunAsync("vault", "import", "home");
        _store.State = VaultState.Locked;
        var mark = Path.Combine(_home, "started");

        var (code, console) = await RunAsync(
            "run",
            "--profile",
            "home",
            "--profile",
            "dev",
            "--yes",
            "--",
            "touch",
            mark
        );

        Assert.Equal((6, false), (code, File.Exists(mark)));
        Assert.StartsWith("error VaultLocked: ", console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not assumed", console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_process_hands_out_the_key_only_if_the_profile_says_so()
    {
        await RunAsync("vault", "import", "home");
        var (_, session) = await RunAsync("credential-process", "home");
        Assert.Contains("\"AccessKeyId\":\"ASIA", session.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(
            Config,
            ReadConfig()
                .Replace("roleassist_key", "roleassist_hand_out = key\nroleassist_key", StringComparison.Ordinal)
        );
        var (code, console) = await RunAsync("credential-process", "home");

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(console.Output);
        Assert.Equal(
            ["Version", "AccessKeyId", "SecretAccessKey"],
            document.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(Secret, document.RootElement.GetProperty("SecretAccessKey").GetString());
        var (_, log) = await RunAsync("log", "--json");
        Assert.Contains("\"key.handedOut\"", log.Output, StringComparison.Ordinal);
        Assert.Contains("\"vault.imported\"", log.Output, StringComparison.Ordinal);
        Assert.Contains("\"vault.read\"", log.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, log.Output, StringComparison.Ordinal);
        Assert.Contains("key added to the vault", (await RunAsync("log")).Console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_asks_twice_and_needs_a_person()
    {
        await RunAsync("vault", "import", "home");

        var (nobody, refused) = await RunAsync("vault", "export", "home");
        Assert.Equal((6, ""), (nobody, refused.Output));

        var once = new ScriptedConsole("yes", "no");
        Assert.Equal(2, await RunAsync(once, "vault", "export", "home"));
        Assert.Empty(once.Output);

        var twice = new ScriptedConsole("yes", "yes");
        Assert.Equal(0, await RunAsync(twice, "vault", "export", "home"));
        Assert.Equal($"AWS_ACCESS_KEY_ID={AccessKeyId}\nAWS_SECRET_ACCESS_KEY={Secret}\n", twice.Output);
        Assert.DoesNotContain(Secret, twice.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adds_a_key_from_stdin_or_from_a_terminal()
    {
        var piped = new ScriptedConsole { Piped = new Queue<string>([AccessKeyId, Secret]) };
        Assert.Equal(0, await RunAsync(piped, "vault", "add", "piped", "--stdin", "--json"));

        var typed = new ScriptedConsole(AccessKeyId, Secret);
        Assert.Equal(0, await RunAsync(typed, "vault", "add", "typed", "--mfa-serial", _sandbox.Serial));

        Assert.Single(_store.Names);
        Assert.Contains($"[profile typed]\nmfa_serial = {_sandbox.Serial}\n", ReadConfig(), StringComparison.Ordinal);
        Assert.Equal("Access key ID: Secret access key: ", typed.Errors);
        Assert.DoesNotContain(
            Secret,
            typed.Output + typed.Errors + piped.Output + piped.Errors,
            StringComparison.Ordinal
        );
        var (code, nobody) = await RunAsync("vault", "add", "third");
        Assert.Equal(6, code);
        Assert.Contains("--stdin", nobody.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lock_forgets_and_says_that_a_keychain_stays_open()
    {
        var (code, console) = await RunAsync("vault", "lock", "--forget");

        Assert.Equal(0, code);
        Assert.Contains("does not lock the keyring", console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repair_has_nothing_to_do() =>
        Assert.Equal("No change was interrupted.\n", (await RunAsync("vault", "repair")).Console.Output);

    [Fact]
    public async Task Profiles_show_the_age_of_keys_and_plain_keys()
    {
        using var before = JsonDocument.Parse((await RunAsync("profiles", "--json")).Console.Output);
        await RunAsync("vault", "import", "home");
        var reads = _store.Reads;
        using var after = JsonDocument.Parse((await RunAsync("profiles", "--json")).Console.Output);

        Assert.True(Home(before).GetProperty("hasPlainKey").GetBoolean());
        Assert.Equal(0, Home(after).GetProperty("keyAgeDays").GetInt32());
        Assert.Equal(JsonValueKind.Null, Home(after).GetProperty("hasPlainKey").ValueKind);
        Assert.Equal(reads, _store.Reads);

        static JsonElement Home(JsonDocument list) =>
            list
                .RootElement.GetProperty("profiles")
                .EnumerateArray()
                .Single(profile => profile.GetProperty("name").GetString() == "home");
    }

    [Fact]
    public async Task Diagnose_reports_plain_keys_and_the_vault_without_names()
    {
        var (_, console) = await RunAsync("diagnose");

        Assert.Contains(
            "The vault is the keyring (Secret Service), and it is open.",
            console.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("roleassist vault import", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(AccessKeyId, console.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> WithoutNewLines(string config) =>
        config
            .Split('\n')
            .Where(line =>
                !line.StartsWith("credential_process = /", StringComparison.Ordinal)
                && !line.StartsWith("roleassist_key", StringComparison.Ordinal)
            );

    private static string Field(string line) => line.Split('=', 2)[1].Trim();

    private string KeyOf(string setting) =>
        Field(
            File.ReadLines(Credentials)
                .SkipWhile(line => line != "[home]")
                .First(line => line.StartsWith(setting, StringComparison.Ordinal))
        );

    private string ReadConfig() => File.ReadAllText(Config);

    private async Task<string> AllTextAsync()
    {
        var files = Directory.EnumerateFiles(_home, "*", SearchOption.AllDirectories);
        return string.Concat(await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(file))));
    }

    private async Task<(int Code, ScriptedConsole Console)> RunAsync(params string[] args)
    {
        var console = new ScriptedConsole();
        return (await RunAsync(console, args), console);
    }

    private async Task<int> RunAsync(ScriptedConsole console, params string[] args)
    {
        var services = new ServiceCollection();
        _sandbox.AddHost(services);
        services
            .AddSingleton(
                new ProcessEnvironment(
                    new Dictionary<string, string>(_sandbox.Description.Environment)
                    {
                        ["HOME"] = _home,
                        ["AWS_CONFIG_FILE"] = Config,
                        ["AWS_SHARED_CREDENTIALS_FILE"] = Credentials,
                        ["ROLEASSIST_STATE_FOLDER"] = Path.Combine(_home, "state"),
                    }
                )
            )
            .AddSingleton<ISecretStores>(new OneSecretStore(_store))
            .AddSingleton<IVaultIndex>(_index)
            .AddSingleton(new HostExecutable("/usr/bin/true"))
            .AddSingleton<ILoggerFactory>(new LoggerFactory());
        await using var provider = services.BuildServiceProvider();
        return await CommandLineApplication.RunAsync(args, console, provider);
    }
}
