using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Core.Tests.Keys;

/// <summary>The use cases of keys with a vault, an STS and AWS files in memory.</summary>
internal sealed class KeysInMemory : ICredentialProvider, IVaultObserver, ILauncher, IKeyTraces, IKeyFiles
{
    private readonly RoleChainResolver _resolver = new(new ProcessEnvironment([]));

    public KeysInMemory()
    {
        Sts = new FakeSecurityTokenService(Time);
        Stores = new OneSecretStore(Store);
    }

    public const string Launcher = "/home/ana/.roleassist/bin/roleassist";

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    public AwsFiles Files { get; } = new();

    public MemorySecretStore Store { get; } = new();

    public ISecretStores Stores { get; set; }

    public MemoryVaultIndex Index { get; } = new();

    public FakeSecurityTokenService Sts { get; }

    public VaultKeys Keys => new(Stores, Index, Time);

    public List<(VaultAction Action, string? Profile, string? AccessKeyId)> Events { get; } = [];

    public List<string> Edits { get; } = [];

    /// <summary>Gets or sets what happens after an edit, such as AWS that no longer answers.</summary>
    public Action AfterEdit { get; set; } = () => { };

    /// <summary>Gets or sets the error of undoing an edit.</summary>
    public RoleAssistException? UndoFault { get; set; }

    public ImportKeysHandler Import => new(Files, _resolver, Sts, Stores, Keys, this, this, Proof, this, this);

    public AddKeyHandler Add => new(Files, _resolver, Sts, Stores, Keys, this, this, Proof, this);

    /// <summary>Gets the lock of rotations.</summary>
    public OneRotation Rotation { get; } = new();

    public RemoveKeyHandler Remove => new(Files, Stores, Keys, Index, this, Rotation, this);

    public ListKeysHandler List => new(Files, Index, Time);

    private KeyProof Proof => new(Files, _resolver, this, Sts);

    public static (string Name, string Value)[] PlainKey(string id) =>
        [("aws_access_key_id", id), ("aws_secret_access_key", $"secret-of-{id}")];

    public string? Setting(string profile, string setting) => Files.Load().Find(profile)?[setting];

    async Task<AwsCredentials> ICredentialProvider.GetAsync(
        CredentialSource source,
        CancellationToken cancellationToken
    )
    {
        if (source is not VaultSource vault)
        {
            return ((KeySource)source).Credentials;
        }

        using var key = await Keys.GetAsync(vault.Key, cancellationToken);
        return key.Current.ToCredentials();
    }

    void IVaultObserver.Happened(
        VaultAction action,
        string? profile,
        string? accessKeyId,
        string? user,
        RotationStep? rotation
    ) => Events.Add((action, profile, accessKeyId));

    string ILauncher.Install() => Launcher;

    IReadOnlyList<string> IKeyTraces.Find() => ["A repository has it."];

    Task<IKeyEdit> IKeyFiles.MoveOutAsync(
        string profile,
        AwsCredentials key,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        string savedAs,
        CancellationToken cancellationToken
    )
    {
        Edits.Add($"move {profile} {savedAs}");
        return EditAsync(profile, ["aws_access_key_id", "aws_secret_access_key"], settings);
    }

    Task<IKeyEdit> IKeyFiles.AddAsync(
        string profile,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        CancellationToken cancellationToken
    )
    {
        Edits.Add($"add {profile}");
        return EditAsync(profile, [], settings);
    }

    Task IKeyFiles.RemoveAsync(
        string profile,
        IReadOnlyList<string> settings,
        AwsCredentials? key,
        CancellationToken cancellationToken
    )
    {
        Edits.Add($"remove {profile}");
        return EditAsync(
            profile,
            settings,
            key is null
                ? []
                :
                [
                    KeyValuePair.Create("aws_access_key_id", key.AccessKeyId),
                    KeyValuePair.Create("aws_secret_access_key", key.SecretAccessKey),
                ]
        );
    }

    Task<IReadOnlyList<RepairedKeyEdit>> IKeyFiles.RepairAsync(
        Func<string, CancellationToken, ValueTask<bool>>? isSaved,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    int IKeyFiles.CountInterrupted() => 0;

    private Task<IKeyEdit> EditAsync(
        string name,
        IReadOnlyList<string> removed,
        IReadOnlyList<KeyValuePair<string, string>> added
    )
    {
        var before = (Files.Load().Find(name)?.Settings ?? new Dictionary<string, Core.Profiles.Setting>())
            .Select(setting => (setting.Key, setting.Value.Value))
            .ToArray();
        Files.Profile(
            name,
            [
                .. before.Where(setting =>
                    !removed.Contains(setting.Key) && added.All(other => other.Key != setting.Key)
                ),
                .. added.Select(setting => (setting.Key, setting.Value)),
            ]
        );
        AfterEdit();
        return Task.FromResult<IKeyEdit>(new Edit(this, name, before));
    }

    private sealed class Edit(KeysInMemory owner, string name, (string Name, string Value)[] before) : IKeyEdit
    {
        public Task UndoAsync(CancellationToken cancellationToken)
        {
            if (owner.UndoFault is { } fault)
            {
                throw fault;
            }

            owner.Edits.Add($"undo {name}");
            owner.Files.Profile(name, before);
            return Task.CompletedTask;
        }
    }
}
