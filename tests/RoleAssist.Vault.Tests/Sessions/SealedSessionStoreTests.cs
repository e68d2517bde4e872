using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;
using RoleAssist.Vault.Files;
using RoleAssist.Vault.Sessions;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.Sessions;

public sealed class SealedSessionStoreTests : IDisposable
{
    private readonly VaultFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly MemorySecretStore _keychain = new();
    private KeepingPolicy _policy = KeepingPolicy.Auto;

    private string FilePath => Path.Combine(_folder.Path, SealedSessionStore.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_process_reads_what_one_keeps()
    {
        var kept = Sessions("dev", "ops") with
        {
            Hosts =
            [
                new KeptHost(
                    "host",
                    4711,
                    "/run/a.sock",
                    "/run/a.profiles",
                    [
                        new KeptGrant(
                            new AssumeTarget
                            {
                                Profile = "dev",
                                SsoAccount = new SsoAccount("corp", "222233334444", "Admin"),
                                Tags = new Dictionary<string, string> { ["a"] = "b" },
                            },
                            "dev",
                            null,
                            "/credentials/x",
                            "token",
                            "name"
                        ),
                    ]
                ),
            ],
        };

        Assert.True(await Store().ChangeAsync(_ => kept, CancellationToken.None));
        var read = await Store().ReadAsync(CancellationToken.None);

        Assert.Equal(kept.Sessions, read.Sessions);
        var grant = Assert.Single(Assert.Single(read.Hosts).Grants);
        Assert.Equal(("dev", "b", "token"), (grant.Target.Profile, grant.Target.Tags["a"], grant.Token));
        Assert.Equal(new SsoAccount("corp", "222233334444", "Admin"), grant.Target.SsoAccount);
    }

    [Fact]
    public async Task The_file_shows_nothing_of_its_content()
    {
        await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None);

        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(FilePath));

        Assert.DoesNotContain("dev", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of", text, StringComparison.Ordinal);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows()
                ? UnixFileMode.UserRead | UnixFileMode.UserWrite
                : File.GetUnixFileMode(FilePath)
        );
    }

    [Fact]
    public async Task The_file_is_gone_when_nothing_is_left()
    {
        await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(2));

        await Store().ChangeAsync(all => all, CancellationToken.None);

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_file_that_does_not_open_is_set_aside_and_begun_anew()
    {
        await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None);
        var file = await File.ReadAllBytesAsync(FilePath);
        file[^1] ^= 1;
        await File.WriteAllBytesAsync(FilePath, file);

        Assert.Empty((await Store().ReadAsync(CancellationToken.None)).Sessions);
        Assert.True(await Store().ChangeAsync(_ => Sessions("ops"), CancellationToken.None));

        Assert.Equal("ops", Assert.Single((await Store().ReadAsync(CancellationToken.None)).Sessions).Profile);
        Assert.Equal(file, await File.ReadAllBytesAsync(FilePath + ".unreadable"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RASSEAL")]
    [InlineData("{}")]
    public async Task Any_other_file_is_no_error(string content)
    {
        await File.WriteAllTextAsync(FilePath, content);
        Restrict(FilePath);

        Assert.True((await Store().ReadAsync(CancellationToken.None)).IsEmpty);
        Assert.True(await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_is_lost_if_the_vault_is_locked_for_a_time()
    {
        await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None);
        _keychain.State = VaultState.Locked;

        var store = Store();
        Assert.Equal(KeepingState.Locked, await store.ProbeAsync(CancellationToken.None));
        Assert.True((await store.ReadAsync(CancellationToken.None)).IsEmpty);
        Assert.False(await store.ChangeAsync(_ => Sessions("ops"), CancellationToken.None));
        _keychain.State = VaultState.Open;

        Assert.Equal("dev", Assert.Single((await Store().ReadAsync(CancellationToken.None)).Sessions).Profile);
    }

    [Fact]
    public async Task An_opened_key_serves_while_the_keychain_is_locked()
    {
        var store = Store();
        await store.ChangeAsync(_ => Sessions("dev"), CancellationToken.None);
        var reads = _keychain.Reads;
        _keychain.State = VaultState.Locked;

        Assert.Single((await store.ReadAsync(CancellationToken.None)).Sessions);
        Assert.Equal((KeepingState.On, reads), (await store.ProbeAsync(CancellationToken.None), _keychain.Reads));
    }

    [Theory]
    [InlineData(StoreKind.SecretService, KeepingPolicy.Auto, KeepingState.On)]
    [InlineData(StoreKind.SecretService, KeepingPolicy.Off, KeepingState.Off)]
    [InlineData(StoreKind.File, KeepingPolicy.Auto, KeepingState.Off)]
    [InlineData(StoreKind.File, KeepingPolicy.On, KeepingState.On)]
    public async Task Sessions_are_kept_as_the_user_wishes(StoreKind kind, KeepingPolicy policy, KeepingState expected)
    {
        _policy = policy;

        Assert.Equal(expected, await Store(new MemorySecretStore(kind)).ProbeAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(null, null, KeepingPolicy.Auto)]
    [InlineData("auto", "ROLEASSIST_KEEP_SESSIONS=on", KeepingPolicy.On)]
    [InlineData("off", "ROLEASSIST_KEEP_SESSIONS=on", KeepingPolicy.Off)]
    [InlineData("on", "ROLEASSIST_SHARE_SESSIONS=off", KeepingPolicy.Off)]
    [InlineData("nonsense", "ROLEASSIST_KEEP_SESSIONS=OFF", KeepingPolicy.Off)]
    public void The_setting_wins_over_the_variable(string? setting, string? variable, KeepingPolicy expected)
    {
        var environment = new ProcessEnvironment(
            variable?.Split('=') is [var name, var value] ? [KeyValuePair.Create(name, value)] : []
        );

        Assert.Equal(expected, KeepingPolicies.Find(setting, environment));
    }

    [Fact]
    public async Task Without_a_vault_nothing_is_kept()
    {
        _keychain.State = VaultState.Unavailable;

        Assert.Equal(KeepingState.Unavailable, await Store().ProbeAsync(CancellationToken.None));
        Assert.False(await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_key_is_replaced_after_a_season()
    {
        await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None);
        var first = Assert.Single(_keychain.Names);
        _time.Advance(TimeSpan.FromDays(91));

        await Store().ChangeAsync(_ => Sessions("ops"), CancellationToken.None);

        Assert.NotEqual(first, Assert.Single(_keychain.Names));
        Assert.Single((await Store().ReadAsync(CancellationToken.None)).Sessions);
    }

    [Fact]
    public async Task Erasing_needs_no_key()
    {
        await Store().ChangeAsync(_ => Sessions("dev"), CancellationToken.None);
        _keychain.State = VaultState.Locked;

        await Store().EraseAsync(CancellationToken.None);

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task No_process_loses_what_another_one_keeps()
    {
        var writers = Enumerable
            .Range(0, 8)
            .Select(writer =>
                Task.Run(async () =>
                {
                    var store = Store();
                    for (var i = 0; i < 10; i++)
                    {
                        var added = Sessions($"{writer}-{i}").Sessions;
                        await store.ChangeAsync(
                            all => all with { Sessions = [.. all.Sessions, .. added] },
                            CancellationToken.None
                        );
                    }
                })
            );
        await Store().ChangeAsync(_ => Sessions("first"), CancellationToken.None);

        await Task.WhenAll(writers);

        Assert.Equal(81, (await Store().ReadAsync(CancellationToken.None)).Sessions.Count);
    }

    [Fact]
    public async Task Only_one_at_a_time_has_a_turn()
    {
        using (await Store().TakeTurnAsync("x", CancellationToken.None))
        {
            using var impatient = new CancellationTokenSource();
            var second = Store().TakeTurnAsync("x", impatient.Token);
            Assert.False(second.IsCompleted);
            using var other = await Store().TakeTurnAsync("y", CancellationToken.None);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        }

        using var next = await Store().TakeTurnAsync("x", CancellationToken.None);
    }

    private SealedSessionStore Store(MemorySecretStore? keychain = null)
    {
        var stores = new OneSecretStore(keychain ?? _keychain);
        return new SealedSessionStore(
            stores,
            new SessionKeys(stores, new KeysInMemory(_time), _time),
            () => _policy,
            _folder.PathOf,
            // Waits for a turn are real: the other writers do not wait for a test.
            new RealWaits(_time),
            NullLogger<SealedSessionStore>.Instance
        );
    }

    private KeptSessions Sessions(params string[] profiles) =>
        KeptSessions.Empty with
        {
            Sessions =
            [
                .. profiles.Select(profile => new KeptSession(
                    profile,
                    profile,
                    "123456789012",
                    $"arn:aws:sts::123456789012:assumed-role/{profile}/ana",
                    new AwsCredentials(
                        $"ASIA-{profile}",
                        $"secret-of-{profile}",
                        "token",
                        _time.GetUtcNow() + TimeSpan.FromHours(1)
                    ),
                    _time.GetUtcNow()
                )),
            ],
        };

    private static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private sealed class RealWaits(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => System.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime, period);
    }
}
