using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Tests.Delivery;

/// <summary>The interop tests cover that the files are private and deleted after a host was killed.</summary>
public sealed class ProfileFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-files-").FullName;
    private readonly SessionRegistry _registry = new(TimeProvider.System);
    private readonly EditedProfiles _profiles = new();

    [Fact]
    public async Task The_command_is_a_path_without_spaces_even_if_the_first_folder_has_some()
    {
        var blank = Directory.CreateDirectory(Path.Combine(_folder, "run time")).FullName;
        using var files = Files(blank, program: "/opt/it's here/roleassist");

        var generated = await files.WriteAsync(Session("dev"), CancellationToken.None);

        var command = (await File.ReadAllLinesAsync(generated.Config))
            .First(line => line.StartsWith("credential_process", StringComparison.Ordinal))
            .Split(" = ")[1];
        Assert.Matches(OperatingSystem.IsWindows() ? @"^[\w\\:.~-]+$" : "^[a-zA-Z0-9/._+-]+$", command);
        Assert.True(File.Exists(command));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                "#!/bin/sh\nexec '/opt/it'\\''s here/roleassist' credential-process \"$@\"\n",
                await File.ReadAllTextAsync(command)
            );
        }
    }

    [Fact]
    public async Task Keeps_the_paths_when_written_again_and_deletes_everything_at_exit()
    {
        var files = Files(_folder);
        var first = await files.WriteAsync(Session("dev"), CancellationToken.None);

        Assert.Equal(first, await files.WriteAsync(Session("dev"), CancellationToken.None));
        var place = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(first.Config)))!;
        Assert.Equal(2, Directory.GetFileSystemEntries(place).Length);

        files.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(place));
    }

    [Fact]
    public async Task A_file_is_read_only_and_is_updated_after_the_users_edits()
    {
        using var files = Files(_folder);
        var generated = await files.WriteAsync(Session("dev"), CancellationToken.None);
        Assert.True(File.GetAttributes(generated.Config).HasFlag(FileAttributes.ReadOnly));
        Assert.True(File.GetAttributes(generated.Credentials).HasFlag(FileAttributes.ReadOnly));
        Assert.DoesNotContain(
            "[profile vendor]",
            await File.ReadAllTextAsync(generated.Config),
            StringComparison.Ordinal
        );

        _profiles.Edit("vendor", "dev");

        Assert.Contains(
            "[profile vendor]\ncredential_process = ",
            await File.ReadAllTextAsync(generated.Config),
            StringComparison.Ordinal
        );
        Assert.True(File.GetAttributes(generated.Config).HasFlag(FileAttributes.ReadOnly));
        Assert.Equal(generated, await files.WriteAsync(Session("dev"), CancellationToken.None));
    }

    [Theory]
    [InlineData("dev", "dev-roleassist")]
    [InlineData("DEV", "dev-roleassist")]
    [InlineData("other", "dev")]
    public async Task Avoids_names_in_the_encrypted_store_of_dotnet(string stored, string name)
    {
        using var files = Files(_folder, netSdk: [stored]);

        Assert.Equal(name, (await files.WriteAsync(Session("dev"), CancellationToken.None)).Profile);
    }

    [Fact]
    public async Task Two_processes_use_separate_files()
    {
        using var one = Files(_folder);
        var kept = await one.WriteAsync(Session("dev"), CancellationToken.None);
        using (var other = Files(_folder))
        {
            Assert.NotEqual(kept.Config, (await other.WriteAsync(Session("dev"), CancellationToken.None)).Config);
        }

        Assert.True(File.Exists(kept.Config));
    }

    [Theory]
    [InlineData(@"C:\Program Files\roleassist.exe", "@\"C:\\Program Files\\roleassist.exe\" credential-process %*\r\n")]
    [InlineData(@"C:\100%\roleassist.exe", "@\"C:\\100%%\\roleassist.exe\" credential-process %*\r\n")]
    public void The_batch_file_quotes_the_path(string program, string text) =>
        Assert.Equal(text, CredentialScript.WindowsText(program));

    public void Dispose()
    {
        _registry.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ProfileFiles Files(string runtime, string program = "/opt/roleassist", params string[] netSdk)
    {
        var environment = new ProcessEnvironment([
            new("XDG_RUNTIME_DIR", runtime),
            new("ROLEASSIST_STATE_FOLDER", Path.Combine(_folder, "state")),
        ]);
        return new ProfileFiles(
            new RuntimeFolder(environment, new StateFolder(environment)),
            _registry,
            _profiles,
            _profiles,
            new NetSdkProfiles(netSdk),
            new HostExecutable(program),
            NullLogger<ProfileFiles>.Instance
        );
    }

    private static Session Session(string profile)
    {
        var credentials = new AwsCredentials("ASIA", "secret", "token");
        var chain = new RoleChain(
            profile,
            new KeySource(ProfileKind.AccessKey, "home", credentials),
            [],
            "eu-west-1",
            new ServiceEndpoint(new Uri("https://sts"), "us-east-1"),
            ProfileEndpoints.None
        );
        return new Session(new SessionId("id"), chain, credentials, "123456789012", "arn");
    }

    private sealed class EditedProfiles : IProfileStore, IProfileWatcher
    {
        private ProfileSet _now = ProfileSet.Empty;

        public event Action<ProfileSet>? Changed;

        public ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_now);

        public void Edit(params string[] names)
        {
            _now = new ProfileSet(
                [.. names.Select(name => new Profile(name, new Dictionary<string, Setting>()))],
                new Dictionary<string, Profile>(),
                []
            );
            Changed?.Invoke(_now);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }
    }

    private sealed class NetSdkProfiles(string[] names) : INetSdkProfiles
    {
        public IReadOnlySet<string> Names { get; } = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
    }
}
