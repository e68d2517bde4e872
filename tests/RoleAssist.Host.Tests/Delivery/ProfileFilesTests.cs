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

/// <summary>That they go with a host that is killed, and are private, the interop tests see.</summary>
public sealed class ProfileFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-files-").FullName;
    private readonly SessionRegistry _registry = new(TimeProvider.System);
    private readonly EditedProfiles _profiles = new();

    [Fact]
    public async Task The_command_is_one_path_without_blanks_though_the_first_folder_has_some()
    {
        var blank = Directory.CreateDirectory(Path.Combine(_folder, "run time")).FullName;
        using var files = Files(blank, program: "/opt/it's here/roleassist");

        var generated = await files.WriteAsync(Session("dev"), CancellationToken.None);

        var command = (await File.ReadAllLinesAsync(generated.Config)).First(line => line.StartsWith("credential_process", StringComparison.Ordinal)).Split(" = ")[1];
        Assert.Matches(OperatingSystem.IsWindows() ? @"^[\w\\:.~-]+$" : "^[a-zA-Z0-9/._+-]+$", command);
        Assert.True(File.Exists(command));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("#!/bin/sh\nexec '/opt/it'\\''s here/roleassist' credential-process \"$@\"\n", await File.ReadAllTextAsync(command));
        }
    }

    [Fact]
    public async Task Writing_again_keeps_the_paths_and_the_end_of_the_process_takes_everything()
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
    public async Task A_file_is_read_only_and_follows_the_persons_edits_under_the_same_name()
    {
        using var files = Files(_folder);
        var generated = await files.WriteAsync(Session("dev"), CancellationToken.None);
        Assert.True(File.GetAttributes(generated.Config).HasFlag(FileAttributes.ReadOnly));
        Assert.True(File.GetAttributes(generated.Credentials).HasFlag(FileAttributes.ReadOnly));
        Assert.DoesNotContain("[profile vendor]", await File.ReadAllTextAsync(generated.Config), StringComparison.Ordinal);

        _profiles.Edit("vendor", "dev");

        Assert.Contains("[profile vendor]\ncredential_process = ", await File.ReadAllTextAsync(generated.Config), StringComparison.Ordinal);
        Assert.True(File.GetAttributes(generated.Config).HasFlag(FileAttributes.ReadOnly));
        Assert.Equal(generated, await files.WriteAsync(Session("dev"), CancellationToken.None));
    }

    [Theory]
    [InlineData("dev", "dev-roleassist")]
    [InlineData("DEV", "dev-roleassist")]
    [InlineData("other", "dev")]
    public async Task A_name_in_dotnets_encrypted_store_is_not_used(string stored, string name)
    {
        using var files = Files(_folder, netSdk: [stored]);

        Assert.Equal(name, (await files.WriteAsync(Session("dev"), CancellationToken.None)).Profile);
    }

    [Fact]
    public async Task Two_processes_keep_out_of_each_others_way()
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
    public void A_batch_file_has_the_path_in_quotes(string program, string text) => Assert.Equal(text, CredentialScript.WindowsText(program));

    public void Dispose()
    {
        _registry.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ProfileFiles Files(string runtime, string program = "/opt/roleassist", params string[] netSdk)
    {
        var environment = new ProcessEnvironment([new("XDG_RUNTIME_DIR", runtime), new("ROLEASSIST_STATE_FOLDER", Path.Combine(_folder, "state"))]);
        return new ProfileFiles(
            new RuntimeFolder(environment, new StateFolder(environment)),
            _registry,
            _profiles,
            _profiles,
            new NetSdkProfiles(netSdk),
            new HostExecutable(program),
            NullLogger<ProfileFiles>.Instance);
    }

    private static Session Session(string profile)
    {
        var credentials = new AwsCredentials("ASIA", "secret", "token");
        var chain = new RoleChain(
            profile, new KeySource(BaseKind.AccessKey, "home", credentials), [], "eu-west-1", new ServiceEndpoint(new Uri("https://sts"), "us-east-1"), ProfileEndpoints.None);
        return new Session(new SessionId("id"), chain, credentials, "123456789012", "arn");
    }

    private sealed class EditedProfiles : IProfileStore, IProfileWatcher
    {
        private ProfileSet _now = ProfileSet.Empty;

        public event Action<ProfileSet>? Changed;

        public ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_now);

        public void Edit(params string[] names)
        {
            _now = new ProfileSet([.. names.Select(name => new Profile(name, new Dictionary<string, Setting>()))], new Dictionary<string, Profile>(), []);
            Changed?.Invoke(_now);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class NetSdkProfiles(string[] names) : INetSdkProfiles
    {
        public IReadOnlySet<string> Names { get; } = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
    }
}
