using System.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Files;

namespace RoleAssist.Vault.Tests.Support;

/// <summary>
/// A session bus of a test, with a home and a runtime folder of its own. Nothing of the machine's own session is used.
/// </summary>
public sealed class SessionBus : IAsyncDisposable
{
    private readonly List<Process> _processes = [];
    private readonly Dictionary<string, string> _variables;

    private SessionBus(string home) =>
        _variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/bin:/bin",
            ["HOME"] = home,
            ["XDG_DATA_HOME"] = Path.Combine(home, "data"),
            ["XDG_RUNTIME_DIR"] = Path.Combine(home, "run"),
            ["XDG_CACHE_HOME"] = Path.Combine(home, "cache"),
            ["GNOME_KEYRING_CONTROL"] = Path.Combine(home, "run", "keyring"),
            ["LC_ALL"] = "C.UTF-8",

            // The prompt's toolkit must not look for an accessibility bus.
            ["NO_AT_BRIDGE"] = "1",
            ["GTK_A11Y"] = "none",
        };

    /// <summary>The bus' process.</summary>
    public Process Daemon { get; private set; } = null!;

    public string Home => _variables["HOME"];

    /// <summary>What a program of this session sees.</summary>
    public ProcessEnvironment Environment => new(_variables);

    /// <param name="canStartServices">Whether the bus starts programs by itself, as a desktop's does.</param>
    public static async Task<SessionBus> StartAsync(bool canStartServices = true)
    {
        var home = Directory.CreateTempSubdirectory("roleassist-vault-").FullName;
        var bus = new SessionBus(home);
        foreach (var folder in (string[])["data", "run", "cache"])
        {
            PrivateFile.CreateFolder(Path.Combine(home, folder));
        }

        var config = Path.Combine(home, "bus.conf");
        await File.WriteAllTextAsync(
            config,
            $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:path={home}/run/bus</listen>
              <auth>EXTERNAL</auth>
              {(canStartServices ? "<standard_session_servicedirs />" : "")}
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """
        );
        bus.Daemon = bus.Start(
            "dbus-daemon",
            ["--nofork", "--nopidfile", "--print-address", $"--config-file={config}"]
        );
        var address = await bus.Daemon.StandardOutput.ReadLineAsync();
        bus._variables["DBUS_SESSION_BUS_ADDRESS"] = address!;
        return bus;
    }

    public void Set(string variable, string? value)
    {
        if (value is null)
        {
            _variables.Remove(variable);
        }
        else
        {
            _variables[variable] = value;
        }
    }

    /// <summary>Starts a program of this session, which ends with it.</summary>
    public Process Start(string program, string[] arguments, string? input = null)
    {
        var start = new ProcessStartInfo(Path.Combine("/usr/bin", program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        _processes.Add(process);
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program of this session to its end and returns its output.</summary>
    public async Task<string> RunAsync(string program, string[] arguments, string? input = null)
    {
        var process = Start(program, arguments, input);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        Directory.Delete(Home, recursive: true);
    }
}
