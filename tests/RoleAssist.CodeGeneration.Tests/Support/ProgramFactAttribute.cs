using System.Runtime.CompilerServices;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>A test that runs an external program and is skipped if the program is not installed.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(
        string program,
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Programs.Find(program) is null)
        {
            Skip = $"skipped: {program} is not installed";
        }
    }
}

internal static class Programs
{
    /// <summary>Finds a program, in /usr/bin first: others on the path may be shims of a version manager.</summary>
    public static string? Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        var names = OperatingSystem.IsWindows() ? [$"{program}.exe"] : (string[])[program];
        return folders.Prepend("/usr/bin").SelectMany(_ => names, Path.Combine).FirstOrDefault(File.Exists);
    }

    public static async Task<ProgramRun> RunAsync(
        string program,
        string[] arguments,
        string? input = null,
        string? folder = null
    ) => await ProgramRun.StartAsync(Find(program)!, arguments, new Dictionary<string, string?>(), input, folder);
}
