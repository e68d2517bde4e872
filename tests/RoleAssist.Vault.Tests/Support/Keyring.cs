using System.Diagnostics;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure;
using RoleAssist.Vault.Linux;

namespace RoleAssist.Vault.Tests.Support;

/// <summary>A gnome-keyring on a bus of its own. Its login keyring has the password <see cref="Password"/>.</summary>
public sealed class Keyring : IAsyncDisposable
{
    public const string Password = "pass-of-the-keyring";

    private readonly SessionBus _bus;

    private Keyring(SessionBus bus, Process daemon) =>
        (_bus, Daemon, Store) = (bus, daemon, new SecretServiceStore(bus.Environment, TimeProvider.System));

    public Process Daemon { get; }

    public SessionBus Bus => _bus;

    public SecretServiceStore Store { get; private set; }

    /// <param name="withDisplay">Whether the session has a screen, on which prompts appear.</param>
    public static async Task<Keyring> StartAsync(bool withDisplay = false)
    {
        var bus = await SessionBus.StartAsync();
        try
        {
            if (withDisplay)
            {
                await StartDisplayAsync(bus);
            }

            var daemon = bus.Start(
                "gnome-keyring-daemon",
                ["--foreground", "--unlock", "--components=secrets"],
                Password
            );
            var keyring = new Keyring(bus, daemon);
            await keyring.WaitForDaemonAsync();
            return keyring;
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    public static SecretBytes Secret(string text) => SecretBytes.Copy(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Locks the login keyring, as a screen lock may.</summary>
    public Task LockAsync() =>
        _bus.RunAsync(
            "dbus-send",
            [
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service.Lock",
                "array:objpath:/org/freedesktop/secrets/collection/login",
            ]
        );

    public Task<string> LookUpAsync(SecretName name) =>
        _bus.RunAsync("secret-tool", ["lookup", "kind", name.KindName, "id", name.Id]);

    public async Task WaitForAsync(VaultState state)
    {
        var end = Stopwatch.StartNew();
        while ((await Store.ProbeAsync(CancellationToken.None)).State != state)
        {
            Assert.True(end.Elapsed < TimeLimits.Hang, $"The keyring did not become {state}.");
            await Task.Delay(20);
        }
    }

    /// <summary>
    /// Waits until the daemon has taken its name. It must not be asked before: the bus would start another one.
    /// </summary>
    public async Task WaitForDaemonAsync()
    {
        while (
            !(
                await _bus.RunAsync(
                    "dbus-send",
                    [
                        "--session",
                        "--print-reply",
                        "--dest=org.freedesktop.DBus",
                        "/org/freedesktop/DBus",
                        "org.freedesktop.DBus.NameHasOwner",
                        "string:org.freedesktop.secrets",
                    ]
                )
            ).Contains("true", StringComparison.Ordinal)
        )
        {
            await Task.Delay(20);
        }

        await WaitForAsync(VaultState.Open);
    }

    /// <summary>Waits until a prompt is on the screen.</summary>
    public Task WaitForPromptAsync() =>
        _bus.RunAsync("xdotool", ["search", "--sync", "--onlyvisible", "--class", "gcr-prompter"]);

    public async Task<bool> HasPromptAsync()
    {
        try
        {
            return (await _bus.RunAsync("xdotool", ["search", "--onlyvisible", "--class", "gcr-prompter"])).Length > 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public Task TypeAsync(string text) => _bus.RunAsync("xdotool", ["type", "--delay", "20", text]);

    public Task PressAsync(string key) => _bus.RunAsync("xdotool", ["key", key]);

    /// <summary>Every test ends with this: gnome-keyring must survive all of it.</summary>
    public async Task AssertAliveAsync()
    {
        Assert.False(Daemon.HasExited, "The keyring's daemon has ended.");
        Assert.NotEqual(VaultState.Unavailable, (await Store.ProbeAsync(CancellationToken.None)).State);
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await _bus.DisposeAsync();
    }

    private static async Task StartDisplayAsync(SessionBus bus)
    {
        var display = bus.Start("Xvfb", ["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"]);
        var number = await display.StandardOutput.ReadLineAsync();
        bus.Set("DISPLAY", $":{number}");
        await bus.RunAsync("dbus-update-activation-environment", ["DISPLAY"]);
    }
}
