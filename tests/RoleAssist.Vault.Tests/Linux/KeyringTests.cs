using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Linux;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.Linux;

/// <summary>The Secret Service of a real gnome-keyring.</summary>
public class KeyringTests
{
    private static readonly SecretName Name = SecretName.Create(SecretKind.Key);

    [KeyringFact]
    public async Task Keeps_replaces_lists_and_deletes_a_secret()
    {
        await using var keyring = await Keyring.StartAsync();
        var store = keyring.Store;
        using var first = Keyring.Secret("first");
        using var second = Keyring.Secret("second");

        Assert.Null(await store.GetAsync(Name, default, CancellationToken.None));
        Assert.False(await store.DeleteAsync(Name, default, CancellationToken.None));
        await store.SetAsync(Name, "AWS key of home (RoleAssist)", first, default, CancellationToken.None);
        await store.SetAsync(Name, "AWS key of home (RoleAssist)", second, default, CancellationToken.None);

        using var read = await store.GetAsync(Name, default, CancellationToken.None);
        Assert.True(second.Matches(read!));
        Assert.Equal([Name], await store.ListAsync(default, CancellationToken.None));
        Assert.Equal(new StoreStatus(VaultState.Open, 1), await store.ProbeAsync(CancellationToken.None));
        Assert.True(await store.DeleteAsync(Name, default, CancellationToken.None));
        Assert.Empty(await store.ListAsync(default, CancellationToken.None));
        await keyring.AssertAliveAsync();
    }

    [KeyringFact]
    public async Task Secret_tool_reads_what_the_store_wrote_and_the_other_way_round()
    {
        await using var keyring = await Keyring.StartAsync();
        using var ours = Keyring.Secret("{\"v\":1}");
        await keyring.Store.SetAsync(Name, "AWS key of home (RoleAssist)", ours, default, CancellationToken.None);

        Assert.Equal("{\"v\":1}", await keyring.LookUpAsync(Name));

        var theirName = SecretName.Create(SecretKind.SessionKey);
        await keyring.Bus.RunAsync(
            "secret-tool",
            [
                "store",
                "--label=theirs",
                "xdg:schema",
                "dev.roleassist.Secret",
                "kind",
                "session-key",
                "id",
                theirName.Id,
            ],
            "theirs"
        );
        using var theirs = await keyring.Store.GetAsync(theirName, default, CancellationToken.None);
        Assert.Equal("theirs"u8, theirs!.Span);
    }

    [KeyringFact]
    public async Task The_largest_secret_of_any_bytes_comes_back()
    {
        await using var keyring = await Keyring.StartAsync();
        foreach (var length in (int[])[1, 15, 16, 17, ISecretStore.MaxSecretBytes])
        {
            using var secret = SecretBytes.Random(length);
            await keyring.Store.SetAsync(Name, "any", secret, default, CancellationToken.None);
            using var read = await keyring.Store.GetAsync(Name, default, CancellationToken.None);
            Assert.True(secret.Matches(read!));
        }
    }

    [KeyringFact]
    public async Task Who_reads_along_on_the_bus_does_not_see_the_secret()
    {
        await using var keyring = await Keyring.StartAsync();
        using var secret = Keyring.Secret("canary-of-the-bus");
        var address = keyring.Bus.Environment["DBUS_SESSION_BUS_ADDRESS"]!;
        var monitor = keyring.Bus.Start("dbus-monitor", ["--address", address, "--binary"]);
        var output = monitor.StandardOutput.BaseStream;
        var (traffic, buffer) = (new List<byte>(), new byte[64 * 1024]);

        // The monitor has begun to listen when it has seen an item's attributes, which travel in clear.
        while (traffic.ToArray().AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Name.Id)) < 0)
        {
            await keyring.Store.SetAsync(Name, "label", secret, default, CancellationToken.None);
            (await keyring.Store.GetAsync(Name, default, CancellationToken.None))!.Dispose();
            traffic.AddRange(buffer.AsSpan(0, await output.ReadAsync(buffer)));
        }

        monitor.Kill();
        for (int read; (read = await output.ReadAsync(buffer)) > 0; )
        {
            traffic.AddRange(buffer.AsSpan(0, read));
        }

        Assert.Equal(-1, traffic.ToArray().AsSpan().IndexOf("canary-of-the-bus"u8));
    }

    [KeyringFact]
    public async Task A_locked_keyring_is_an_error_at_once_unless_it_may_prompt()
    {
        await using var keyring = await Keyring.StartAsync(withDisplay: false);
        using var secret = Keyring.Secret("secret");
        await keyring.Store.SetAsync(Name, "label", secret, default, CancellationToken.None);
        await keyring.LockAsync();

        Assert.Equal(new StoreStatus(VaultState.Locked, 1), await keyring.Store.ProbeAsync(CancellationToken.None));
        Assert.Equal([Name], await keyring.Store.ListAsync(default, CancellationToken.None));
        await AssertLockedAsync(() => keyring.Store.GetAsync(Name, default, CancellationToken.None));
        await AssertLockedAsync(() => keyring.Store.SetAsync(Name, "label", secret, default, CancellationToken.None));
        await AssertLockedAsync(() => keyring.Store.DeleteAsync(Name, default, CancellationToken.None));
        await AssertLockedAsync(() => keyring.Store.UnlockAsync(default, CancellationToken.None));
        await keyring.AssertAliveAsync();
    }

    [KeyringFact]
    public async Task A_prompt_without_a_display_is_an_error_soon()
    {
        await using var keyring = await Keyring.StartAsync();
        await keyring.LockAsync();

        await AssertLockedAsync(() =>
            keyring.Store.UnlockAsync(KeychainPrompt.Within(TimeSpan.FromMinutes(10)), CancellationToken.None)
        );
        await keyring.AssertAliveAsync();
    }

    [KeyringFact(needsDisplay: true)]
    public async Task The_typed_password_unlocks()
    {
        await using var keyring = await Keyring.StartAsync(withDisplay: true);
        using var secret = Keyring.Secret("secret");
        await keyring.Store.SetAsync(Name, "label", secret, default, CancellationToken.None);
        await keyring.LockAsync();

        var reading = keyring.Store.GetAsync(Name, KeychainPrompt.Allowed, CancellationToken.None);
        await keyring.WaitForPromptAsync();

        // Who must not prompt does not wait for the prompt of another.
        await AssertLockedAsync(() => keyring.Store.GetAsync(Name, default, CancellationToken.None));
        Assert.False(reading.IsCompleted);

        await keyring.TypeAsync(Keyring.Password);
        await keyring.PressAsync("Return");
        using var read = await reading;
        Assert.True(secret.Matches(read!));
        await keyring.AssertAliveAsync();
    }

    [KeyringFact(needsDisplay: true)]
    public async Task Escape_keeps_it_locked()
    {
        await using var keyring = await Keyring.StartAsync(withDisplay: true);
        await keyring.LockAsync();

        var unlocking = keyring.Store.UnlockAsync(KeychainPrompt.Allowed, CancellationToken.None);
        await keyring.WaitForPromptAsync();
        await keyring.PressAsync("Escape");

        var refused = await AssertLockedAsync(() => unlocking);
        Assert.Contains("canceled", refused.Message, StringComparison.Ordinal);
        Assert.Equal(VaultState.Locked, (await keyring.Store.ProbeAsync(CancellationToken.None)).State);
        await keyring.AssertAliveAsync();
    }

    /// <summary>Guards against <c>Prompt.Dismiss</c>, which ends the daemon.</summary>
    [KeyringFact(needsDisplay: true)]
    public async Task When_nobody_answers_the_prompt_stays_and_still_works()
    {
        await using var keyring = await Keyring.StartAsync(withDisplay: true);
        await keyring.LockAsync();

        var unanswered = await AssertLockedAsync(() =>
            keyring.Store.UnlockAsync(KeychainPrompt.Within(TimeSpan.FromSeconds(1)), CancellationToken.None)
        );

        Assert.Contains("nobody answered", unanswered.Message, StringComparison.Ordinal);
        await keyring.WaitForPromptAsync();
        await keyring.AssertAliveAsync();
        await keyring.TypeAsync(Keyring.Password);
        await keyring.PressAsync("Return");
        await keyring.WaitForAsync(VaultState.Open);
        await keyring.AssertAliveAsync();
    }

    [KeyringFact(needsDisplay: true)]
    public async Task A_process_that_ends_while_its_prompt_is_shown_leaves_the_daemon_alive()
    {
        await using var keyring = await Keyring.StartAsync(withDisplay: true);
        await keyring.LockAsync();
        using (var other = new SecretServiceStore(keyring.Bus.Environment, TimeProvider.System))
        {
            await AssertLockedAsync(() =>
                other.UnlockAsync(KeychainPrompt.Within(TimeSpan.FromSeconds(1)), CancellationToken.None)
            );
            await keyring.WaitForPromptAsync();
        }

        await keyring.AssertAliveAsync();
        await Task.Delay(500);
        await keyring.AssertAliveAsync();
    }

    [KeyringFact]
    public async Task A_daemon_that_the_bus_starts_has_no_keyring()
    {
        await using var bus = await SessionBus.StartAsync();
        using var store = new SecretServiceStore(bus.Environment, TimeProvider.System);
        using var secret = Keyring.Secret("secret");

        var status = await store.ProbeAsync(CancellationToken.None);

        Assert.Equal(VaultState.Unavailable, status.State);
        Assert.Contains("there is no keyring", status.Reason, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            store.SetAsync(Name, "label", secret, KeychainPrompt.Allowed, CancellationToken.None)
        );
        Assert.Equal(ErrorCode.VaultUnavailable, fault.Code);
        Assert.Null(await store.GetAsync(Name, default, CancellationToken.None));
    }

    [KeyringFact]
    public async Task A_restarted_daemon_is_found_again()
    {
        await using var keyring = await Keyring.StartAsync();
        using var secret = Keyring.Secret("secret");
        await keyring.Store.SetAsync(Name, "label", secret, default, CancellationToken.None);
        keyring.Daemon.Kill();
        await keyring.Daemon.WaitForExitAsync();

        keyring.Bus.Start(
            "gnome-keyring-daemon",
            ["--foreground", "--unlock", "--components=secrets"],
            Keyring.Password
        );
        await keyring.WaitForDaemonAsync();

        using var read = await keyring.Store.GetAsync(Name, default, CancellationToken.None);
        Assert.True(secret.Matches(read!));
    }

    private static async Task<RoleAssistException> AssertLockedAsync(Func<Task> use)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(use);
        Assert.Equal(ErrorCode.VaultLocked, fault.Code);
        return fault;
    }
}
