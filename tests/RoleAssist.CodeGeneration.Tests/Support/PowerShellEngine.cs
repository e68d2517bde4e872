using System.Reflection;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>The real PowerShell, with stand-ins for the AWS Tools that call the sandbox.</summary>
internal static class PowerShellEngine
{
    private static readonly Task<string> Program = FindAsync();

    private static string Modules { get; } = Path.Combine(
        typeof(PowerShellEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "AwsToolsStandIn").Value!,
        "Modules");

    /// <summary>Runs a script as people do: <c>pwsh -File</c>.</summary>
    /// <param name="script">The script.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="mfaCode">What a person answers when asked for a code; null: nobody is there.</param>
    /// <param name="arguments">The script's arguments.</param>
    public static async Task<ProgramRun> RunAsync(
        string script, IReadOnlyDictionary<string, string?> environment, string? mfaCode = null, params IEnumerable<string> arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ps1");
        try
        {
            await File.WriteAllTextAsync(file, script);
            return await ProgramRun.StartAsync("dotnet", [await Program, "-NoProfile", "-NonInteractive", "-File", file, .. arguments], With(environment, mfaCode));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The command line that runs a file.</summary>
    public static async Task<IReadOnlyList<string>> CommandAsync(string file) => ["dotnet", await Program, "-NoProfile", "-File", file];

    public static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> environment, string? mfaCode) => new(environment)
    {
        ["PSModulePath"] = Modules,
        ["STANDIN_MFA_CODE"] = mfaCode,
        ["NO_COLOR"] = "1",
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
    };

    /// <summary>It is a tool of this repository; started by its own path, it does not depend on whose home this is.</summary>
    private static async Task<string> FindAsync()
    {
        var none = new Dictionary<string, string?>();
        var found = await ProgramRun.StartAsync("dotnet", ["pwsh", "-NoProfile", "-Command", "$PSHOME"], none, folder: Repository.Root);
        if (found.ExitCode != 0)
        {
            (await ProgramRun.StartAsync("dotnet", ["tool", "restore"], none, folder: Repository.Root)).Succeeded();
            found = await ProgramRun.StartAsync("dotnet", ["pwsh", "-NoProfile", "-Command", "$PSHOME"], none, folder: Repository.Root);
        }

        return Path.Combine(found.Succeeded().Output.Trim(), "pwsh.dll");
    }
}
