#:project ../../server/RoleAssist.Aws/RoleAssist.Aws.csproj
#:project ../../server/RoleAssist.Sandbox/RoleAssist.Sandbox.csproj
#:project ../../server/RoleAssist.Vault/RoleAssist.Vault.csproj
#:property PublishAot=false

// Kills a process (-9) that rotates a key, at a random moment around a random call to the sandbox, and runs it again.
// After each kill the vault holds a key that works; after each second run the rotation is complete, and the user has
// only the keys that the vault holds. It needs Linux, whose kernel keeps the opened vault for all processes.
// Run with: dotnet build server/RoleAssist.Host
//           dotnet run -c Release tests/benchmarks/kill-rotations.cs -- 100
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Iam;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Control;
using RoleAssist.Vault;

const string User = "arn:aws:iam::111122223333:user/alice";
const int Calls = 9;
var kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
var host =
    args.Length > 1 ? args[1] : Path.Combine(Root(), "artifacts", "bin", "RoleAssist.Host", "debug", "roleassist");
var root = Directory.CreateTempSubdirectory("roleassist-").FullName;
var state = Directory.CreateDirectory(Path.Combine(root, "state")).FullName;

await using var sandbox = await SandboxServer.StartAsync(
    new SandboxOptions
    {
        Keys = new KeyRules { StsDelay = TimeSpan.Zero, IamDelay = TimeSpan.Zero },
    },
    CancellationToken.None
);
var control = new SandboxControlClient(sandbox.Description.Home);
var endpoint = new ServiceEndpoint(new Uri(sandbox.Description.Endpoint), "us-east-1");
var time = new SkewCorrectedTime(TimeProvider.System, NullLogger<SkewCorrectedTime>.Instance);
using var http = new AwsHttpClients(new ProcessEnvironment([]));
var sts = new SecurityTokenService(http, new RetryPolicy(time), time);
var iam = new IdentityManagement(http, new RetryPolicy(time), time);

using var stores = new SecretStores(
    new ProcessEnvironment([new("ROLEASSIST_VAULT", "file")]),
    name => Path.Combine(state, name),
    TimeProvider.System
);
using (var passphrase = SecretBytes.Random(32))
{
    await stores.File.CreateAsync(passphrase, CancellationToken.None);
}

var vault = new VaultKeys(stores, new NoIndex(), TimeProvider.System);
var name = SecretName.Create(SecretKind.Key);
var files = new SharedConfigProfileStore(
    new ProcessEnvironment([.. sandbox.Description.Environment]),
    TimeProvider.System
);
var sample = (await files.LoadAsync(CancellationToken.None)).Get("home");
using (
    var first = new VaultKey(
        User,
        new UserAccessKey(
            sample["aws_access_key_id"]!,
            SecretBytes.Copy(Encoding.ASCII.GetBytes(sample["aws_secret_access_key"]!))
        )
    )
)
{
    await vault.SaveAsync(name, "home", first, CancellationToken.None);
}

File.WriteAllText(
    Path.Combine(root, "config"),
    $"[profile home]\nregion = eu-central-1\nendpoint_url = {endpoint}\nroleassist_key = {name.Id}\n"
);
File.WriteAllText(Path.Combine(root, "credentials"), "");

var random = new Random(7);
var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
for (var kill = 0; kill < kills; kill++)
{
    var before = (await CheckAsync()).Current;
    var answered = await AnsweredAsync();
    using (var child = Start())
    {
        // At the call, or some milliseconds after it: the writes to the vault are there.
        var call = random.Next(Calls);
        while (!child.HasExited && await AnsweredAsync() < answered + call)
        {
            await Task.Delay(1);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * (call == 0 ? 900 : 60)));
        child.Kill();
        await child.WaitForExitAsync();
    }

    var (step, current, _) = await CheckAsync();
    var outcome = $"{step}{(current == before ? "" : ", new key")}";
    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
    if (current == before || step != RotationStep.None)
    {
        using var child = Start();
        var errors = await child.StandardError.ReadToEndAsync();
        await child.WaitForExitAsync();
        Require(child.ExitCode == 0, $"exit code {child.ExitCode} after {outcome}: {errors}");
    }

    var (lastStep, last, retired) = await CheckAsync();
    Require(lastStep == RotationStep.None && last != before, $"{lastStep}, {last} after {before}");
    var listed = await iam.ListAccessKeysAsync(await CallerAsync(), CancellationToken.None);
    Require(
        listed.All(key => key.Id == last || (key.Id == retired && !key.IsActive)),
        $"the user has {string.Join(", ", listed)}; the vault {last} and {retired}"
    );
}

await stores.File.LockAsync(CancellationToken.None);
Directory.Delete(root, recursive: true);
using var writer = new StreamWriter(Console.OpenStandardOutput());
foreach (var (outcome, count) in outcomes)
{
    writer.WriteLine($"killed in step {outcome}: {count}");
}

Process Start() =>
    Process.Start(
        new ProcessStartInfo(host, ["vault", "rotate", "home", "--yes", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_CONFIG_FILE"] = Path.Combine(root, "config"),
                ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(root, "credentials"),
                ["ROLEASSIST_STATE_FOLDER"] = state,
                ["ROLEASSIST_VAULT"] = "file",
                // A killed process leaves its debugger's pipes behind.
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        }
    )!;

async Task<int> AnsweredAsync() => (await control.GetCallsAsync(CancellationToken.None)).Calls.Count;

async Task<IamCaller> CallerAsync()
{
    using var key = await vault.GetAsync(name, CancellationToken.None);
    return new IamCaller(IamUser.TryParse(User)!, key.Current.ToCredentials(), endpoint, "home");
}

// The key in the vault works.
async Task<(RotationStep Step, string Current, string? Retired)> CheckAsync()
{
    using var key = await vault.GetAsync(name, CancellationToken.None);
    AwsCredentials credentials = key.Current.ToCredentials();
    var identity = await sts.GetCallerIdentityAsync(credentials, endpoint, CancellationToken.None);
    Require(identity.Arn == User, $"{key.Current.Id} is {identity.Arn}");
    return (key.Step, key.Current.Id, key.Retired?.Id);
}

void Require(bool isTrue, string what)
{
    if (!isTrue)
    {
        throw new InvalidOperationException($"{what} (files in {root})");
    }
}

static string Root([CallerFilePath] string file = "") =>
    Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

internal sealed class NoIndex : IVaultIndex
{
    public IReadOnlyList<VaultIndexEntry> Entries => [];

    public Task PutAsync(VaultIndexEntry entry) => Task.CompletedTask;

    public Task RemoveAsync(SecretName name) => Task.CompletedTask;
}
