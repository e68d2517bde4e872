using System.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Linux;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.Linux;

public class SessionBusTests
{
    public static TheoryData<string, string?> Addresses =>
        new()
        {
            { "unix:path=/run/user/1/bus", "/run/user/1/bus" },
            { "unix:path=/run/user/1/bus,guid=0123", "/run/user/1/bus" },
            { "unix:path=/a%20b/c%2cd", "/a b/c,d" },
            { "unix:abstract=/tmp/dbus-x,guid=1", "\0/tmp/dbus-x" },
            { "unix:runtime=yes", "/run/user/7/bus" },
            { "tcp:host=localhost,port=1;unix:path=/b", "/b" },
            { "tcp:host=localhost,port=1", null },
            { "autolaunch:", null },
            { "unixexec:path=/bin/sh", null },
            { "unix:path=/a%2", null },
            { "unix:path", null },
            { "unix:tmpdir=/tmp", null },
            { "unix:path=/" + new string('x', 200), null },
            { "nonsense", null },
        };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Only_local_sockets_are_addresses(string address, string? path)
    {
        var environment = Environment(("DBUS_SESSION_BUS_ADDRESS", address), ("XDG_RUNTIME_DIR", "/run/user/7"));

        Assert.Equal(path, SessionBusAddress.Find(environment).SingleOrDefault()?.ToString()?.Replace('@', '\0'));
    }

    [KeyringFact]
    public async Task The_runtime_folder_has_the_bus_when_no_variable_names_it()
    {
        await using var bus = await SessionBus.StartAsync(canStartServices: false);
        bus.Set("DBUS_SESSION_BUS_ADDRESS", null);

        Assert.Equal(
            Path.Combine(bus.Home, "run", "bus"),
            Assert.Single(SessionBusAddress.Find(bus.Environment)).ToString()
        );
        Assert.Contains("keeps secrets", await ReasonAsync(bus.Environment), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_bus_there_is_no_keyring() =>
        Assert.Equal("There is no D-Bus session bus.", await ReasonAsync(Environment(("DISPLAY", ":0"))));

    [KeyringFact]
    public async Task A_bus_that_has_ended_is_no_bus()
    {
        await using var bus = await SessionBus.StartAsync(canStartServices: false);
        bus.Daemon.Kill();
        await bus.Daemon.WaitForExitAsync();

        Assert.Equal("The D-Bus session bus has ended.", await ReasonAsync(bus.Environment));
    }

    [KeyringFact]
    public async Task A_bus_without_the_service_has_no_keyring()
    {
        await using var bus = await SessionBus.StartAsync(canStartServices: false);

        Assert.Equal("No program on the D-Bus session bus keeps secrets.", await ReasonAsync(bus.Environment));
    }

    [Fact]
    public async Task Another_users_bus_is_not_used()
    {
        if (!OperatingSystem.IsLinux() || !System.Environment.IsPrivilegedProcess)
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("roleassist-vault-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        var socket = Path.Combine(folder, "bus");
        const string Listen =
            "import socket,sys; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); print(flush=True); s.accept()[0].recv(1)";
        using var other = Process.Start(
            new ProcessStartInfo(
                "setpriv",
                ["--reuid=12002", "--regid=12002", "--clear-groups", "/usr/bin/python3", "-c", Listen, socket]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            await other.StandardOutput.ReadLineAsync();

            Assert.Equal(
                "The D-Bus session bus belongs to another user.",
                await ReasonAsync(Environment(("DBUS_SESSION_BUS_ADDRESS", $"unix:path={socket}")))
            );
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string?> ReasonAsync(ProcessEnvironment environment)
    {
        using var store = new SecretServiceStore(environment, TimeProvider.System);
        var status = await store.ProbeAsync(CancellationToken.None);
        Assert.Equal(VaultState.Unavailable, status.State);
        return status.Reason;
    }

    private static ProcessEnvironment Environment(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
