using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.Tests.SharedConfig.Editing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Aws.Tests.SharedConfig;

/// <summary>Imports with the real editor and the real reader over odd files.</summary>
public sealed class KeyFilesTests : IDisposable, ISecurityTokenService, ICredentialProvider, ILauncher, IKeyTraces
{
    private const string Keys = $"aws_access_key_id = {AwsHome.KeyId}\naws_secret_access_key = {AwsHome.Secret}\n";
    private const string Bom = "\u00ef\u00bb\u00bf";

    private readonly AwsHome _home = new();
    private readonly MemorySecretStore _store = new();
    private readonly MemoryVaultIndex _index = new();
    private bool _isDown;

    private VaultKeys Vault => new(new OneSecretStore(_store), _index, TimeProvider.System);

    public void Dispose() => _home.Dispose();

    public static TheoryData<string, string, string> OddFiles =>
        new()
        {
            { "home", $"{Bom}[profile home]\r\nregion = x\r\n", $"[home]\n{Keys}" },
            {
                "home",
                "[profile home]\n# mine\nregion = x ; why\n\n[profile b]\nx = 1",
                $"; top\n[home]\n# key\n{Keys}"
            },
            { "default", "[default]\noutput=json\n", $"[default]\n{Keys}[other]\nx = \u00ff\n" },
            { "default", "[profile default]\noutput=json\n", $"[default]\n{Keys}" },
            { "home", $"[profile home]\n{Keys}region = x\n", "" },
            { "home", "", $"[work]\r\nx=1\r\n\r\n[home]\r\n{Keys.Replace("\n", "\r\n", StringComparison.Ordinal)}" },
        };

    [Theory]
    [MemberData(nameof(OddFiles))]
    public async Task Every_line_that_is_not_about_the_key_stays(string profile, string config, string credentials)
    {
        (_home.Config, _home.Credentials) = (config, credentials);

        var result = await ImportAsync(profile);

        Assert.Empty(result.Failed);
        Assert.DoesNotContain(AwsHome.Secret, _home.Config + _home.Credentials, StringComparison.Ordinal);
        Assert.Equal(Untouched(config, profile), Untouched(_home.Config, profile));
        Assert.Equal(Untouched(credentials, profile), Untouched(_home.Credentials, profile));
        Assert.Equal(
            config.StartsWith(Bom, StringComparison.Ordinal),
            _home.Config.StartsWith(Bom, StringComparison.Ordinal)
        );
        Assert.Empty(_home.Leftovers);
    }

    [Theory]
    [MemberData(nameof(OddFiles))]
    public async Task A_failed_proof_gives_every_byte_back(string profile, string config, string credentials)
    {
        (_home.Config, _home.Credentials) = (config, credentials);
        _isDown = true;

        var failed = Assert.Single((await ImportAsync(profile)).Failed);

        Assert.Contains("as they were", failed.Fault.Hint, StringComparison.Ordinal);
        Assert.Equal((config, credentials), (_home.Config, _home.Credentials));
        Assert.Single(_store.Names);
        Assert.Empty(_home.Leftovers);
    }

    [Fact]
    public async Task A_link_into_a_repository_stays_a_link_and_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege");
        var dotfiles = Directory.CreateDirectory(Path.Combine(_home.Root, "dotfiles", ".git")).Parent!.FullName;
        var target = Path.Combine(dotfiles, "aws-credentials");
        await File.WriteAllTextAsync(target, $"[home]\n{Keys}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(dotfiles, ".git", "index"),
            "DIRC aws-credentials",
            TestContext.Current.CancellationToken
        );
        File.CreateSymbolicLink(_home.Files.Credentials, target);

        Assert.Single((await ImportAsync("home")).Imported);

        Assert.Equal(target, new FileInfo(_home.Files.Credentials).LinkTarget);
        Assert.DoesNotContain(
            AwsHome.Secret,
            await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        var note = Assert.Single(new DotfileRepositories(_home.Files, _home.Root).Find());
        Assert.Contains($"git -C {dotfiles} log -S AKIA", note, StringComparison.Ordinal);
    }

    Task<CallerIdentity> ISecurityTokenService.GetCallerIdentityAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => Task.FromResult(new CallerIdentity("111122223333", "arn:aws:iam::111122223333:user/ana", "AIDAEXAMPLE"));

    Task<AssumedRole> ISecurityTokenService.AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    Task<AwsCredentials> ISecurityTokenService.GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    async Task<AwsCredentials> ICredentialProvider.GetAsync(
        CredentialSource source,
        CancellationToken cancellationToken
    )
    {
        using var key = await Vault.GetAsync(((VaultSource)source).Key, cancellationToken);
        return _isDown
            ? throw new Core.Errors.RoleAssistException(Core.Errors.ErrorCode.ServiceTimeout, "AWS does not answer.")
            : key.Current.ToCredentials();
    }

    string ILauncher.Install() => "/home/ana/.roleassist/bin/roleassist";

    IReadOnlyList<string> IKeyTraces.Find() => [];

    /// <summary>Returns the lines but those of the key, its header (if it alone was below it), and the new settings.</summary>
    private static IReadOnlyList<string> Untouched(string text, string profile) =>
        [
            .. text.Split('\n')
                .Select(line => line.TrimEnd('\r').Replace(Bom, "", StringComparison.Ordinal))
                .Where(line =>
                    line.Length > 0
                    && !line.StartsWith("aws_", StringComparison.Ordinal)
                    && !line.StartsWith("credential_process", StringComparison.Ordinal)
                    && !line.StartsWith("roleassist_key", StringComparison.Ordinal)
                    && line != $"[{profile}]"
                    && line != $"[profile {profile}]"
                ),
        ];

    private Task<ImportResult> ImportAsync(string profile)
    {
        var environment = new ProcessEnvironment([
            KeyValuePair.Create("AWS_CONFIG_FILE", _home.Files.Config),
            KeyValuePair.Create("AWS_SHARED_CREDENTIALS_FILE", _home.Files.Credentials),
        ]);
        var store = new SharedConfigProfileStore(environment, TimeProvider.System);
        var resolver = new RoleChainResolver(environment);
        return new ImportKeysHandler(
            store,
            resolver,
            this,
            new OneSecretStore(_store),
            Vault,
            new KeyFiles(_home.Editor()),
            this,
            new KeyProof(store, resolver, this, this),
            this,
            new Silent()
        ).HandleAsync([profile], TestContext.Current.CancellationToken);
    }

    private sealed class Silent : IVaultObserver
    {
        public void Happened(
            VaultAction action,
            string? profile,
            string? accessKeyId,
            string? user,
            RotationStep? rotation
        ) { }
    }
}
