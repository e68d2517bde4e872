using System.Reflection;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>The real PowerShell, with stand-ins for the AWS Tools that call the sandbox.</summary>
internal static class PowerShellEngine
{
    private static readonly Task<string> Program = FindAsync();

    /// <summary>Runs a script with <c>pwsh -File</c>.</summary>
    /// <param name="script">The script.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="input">The content of stdin, which is not a terminal, or null for none.</param>
    /// <param name="tools">The installed version of the AWS Tools, 4 or 5.</param>
    /// <param name="arguments">The script's arguments.</param>
    public static async Task<ProgramRun> RunAsync(
        string script,
        IReadOnlyDictionary<string, string?> environment,
        string? input = null,
        int tools = 5,
        params IEnumerable<string> arguments
    )
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "script.ps1");
            await File.WriteAllTextAsync(file, script);
            return await RunFileAsync(file, environment, input, tools, arguments);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public static async Task<ProgramRun> RunFileAsync(
        string file,
        IReadOnlyDictionary<string, string?> environment,
        string? input = null,
        int tools = 5,
        params IEnumerable<string> arguments
    ) =>
        await ProgramRun.StartAsync(
            "dotnet",
            [await Program, "-NoProfile", "-NonInteractive", "-File", file, .. arguments],
            With(environment, tools),
            input
        );

    /// <summary>Returns the command line that runs a file.</summary>
    public static async Task<IReadOnlyList<string>> CommandAsync(string file) =>
        ["dotnet", await Program, "-NoProfile", "-File", file];

    public static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> environment, int tools = 5) =>
        new(environment)
        {
            ["PSModulePath"] = Path.Combine(
                typeof(PowerShellEngine)
                    .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                    .Single(data => data.Key == $"AwsToolsStandIn{tools}")
                    .Value!,
                "Modules"
            ),
            ["NO_COLOR"] = "1",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        };

    /// <summary>
    /// Finds PowerShell, which is a tool of this repository. Starting it by its path makes it independent of the home
    /// folder.
    /// </summary>
    private static async Task<string> FindAsync()
    {
        var none = new Dictionary<string, string?>();
        var found = await ProgramRun.StartAsync(
            "dotnet",
            ["pwsh", "-NoProfile", "-Command", "$PSHOME"],
            none,
            folder: Repository.Root
        );
        if (found.ExitCode != 0)
        {
            (await ProgramRun.StartAsync("dotnet", ["tool", "restore"], none, folder: Repository.Root)).Succeeded();
            found = await ProgramRun.StartAsync(
                "dotnet",
                ["pwsh", "-NoProfile", "-Command", "$PSHOME"],
                none,
                folder: Repository.Root
            );
        }

        return Path.Combine(found.Succeeded().Output.Trim(), "pwsh.dll");
    }
}
