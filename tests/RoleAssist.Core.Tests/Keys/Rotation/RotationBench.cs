using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Sessions;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Core.Tests.Keys.Rotation;

/// <summary>
/// A user with a key in the vault, and a process that can crash before and after each call and each write. At every such
/// moment the vault must hold a key that AWS accepts.
/// </summary>
internal sealed class RotationBench : IVaultObserver, IDisposable
{
    public const string Serial = "arn:aws:iam::111122223333:mfa/ana";

    private readonly SpentCodesInMemory _spent = new();
    private readonly OneRotation _locks = new();
    private readonly VaultKeys _vault;
    private readonly MemoryKeptSessions _kept;
    private readonly WatchedStore _watched;
    private int _events;
    private int _diesAt;
    private bool _isDead;
    private int _codes = 100_000;

    private RotationBench(bool hasMfa)
    {
        Aws = new FakeAws(Time, Happens) { RequiresMfa = hasMfa };
        Files = new AwsFiles()
            .Profile(
                "home",
                [
                    ("roleassist_key", Name.Id),
                    ("region", "eu-central-1"),
                    .. hasMfa ? [("mfa_serial", Serial)] : Array.Empty<(string, string)>(),
                ]
            )
            .Role("dev", "home");
        Registry = new SessionRegistry(Time);
        _kept = new MemoryKeptSessions(Time);
        _watched = new WatchedStore(Store, Happens);
        _vault = new VaultKeys(new OneSecretStore(_watched), new MemoryVaultIndex(), Time);
    }

    public LeapingTime Time { get; } = new();

    public FakeAws Aws { get; }

    public AwsFiles Files { get; }

    public MemorySecretStore Store { get; } = new();

    public SecretName Name { get; } = SecretName.Create(SecretKind.Key);

    public SessionRegistry Registry { get; }

    /// <summary>Gets the name of the event at which the process died.</summary>
    public string? DiedAt { get; private set; }

    public VaultKey Stored => VaultKey.FromJson(_watched.Last);

    /// <summary>Gets the steps of the rotation that the audit trail would record.</summary>
    public List<RotationStep?> Steps { get; } = [];

    public KeyRotation Rotation =>
        new(
            Files,
            new RoleChainResolver(new ProcessEnvironment([])),
            _vault,
            Aws,
            Aws,
            new MfaCodes(_spent, Time),
            new SessionEnder(_kept, new FakeRunningSessions(), Registry),
            _locks,
            this,
            Time,
            NullLogger<KeyRotation>.Instance
        );

    void IVaultObserver.Happened(
        VaultAction action,
        string? profile,
        string? accessKeyId,
        string? user,
        RotationStep? rotation
    ) => Steps.Add(rotation);

    public static async Task<RotationBench> StartAsync(bool hasMfa = true)
    {
        var bench = new RotationBench(hasMfa);
        using var key = new VaultKey(FakeAws.Arn, new UserAccessKey(FakeAws.FirstKey, SecretBytes.Copy("first"u8)));
        await bench.SaveAsync(key);
        bench._events = 0;
        return bench;
    }

    public Task SaveAsync(VaultKey key) => _vault.SaveAsync(Name, "home", key, CancellationToken.None);

    /// <summary>Lets the next run die at an event, counted from 1; 0 for never.</summary>
    public void Restart(int diesAt) => (_events, _diesAt, DiedAt) = (0, diesAt, diesAt == 0 ? DiedAt : null);

    /// <summary>Runs a rotation in a new process, with the device's next code.</summary>
    public Task<RotationResult> RunAsync(
        bool delete = false,
        bool finish = false,
        Func<string, CancellationToken, Task<bool>>? confirm = null
    ) => RunAsync(new RotationRequest("home", NextCode(), delete, finish) { Confirm = confirm });

    public async Task<RotationResult> RunAsync(RotationRequest request)
    {
        _isDead = false;
        try
        {
            return await Rotation.RotateAsync(request, CancellationToken.None);
        }
        finally
        {
            _isDead = false;
            CheckInvariant();
        }
    }

    public string NextCode() => (++_codes).ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Registry.Dispose();
        _kept.Dispose();
        _spent.Dispose();
    }

    private void Happens(string name)
    {
        // What follows a crash, in a catch block, does not happen in a real one.
        if (_isDead || ++_events == _diesAt)
        {
            (_isDead, DiedAt) = (true, DiedAt ?? name);
            throw new CrashException(name);
        }

        CheckInvariant();
    }

    private void CheckInvariant()
    {
        if (_watched.Last is null)
        {
            return;
        }

        using var stored = Stored;
        Assert.True(Aws.Accepts(stored.Current), $"AWS does not accept the current key in step {stored.Step}.");
        Assert.True(Aws.Keys.Count <= 2);
    }

    internal sealed class CrashException(string name) : Exception(name);
}
