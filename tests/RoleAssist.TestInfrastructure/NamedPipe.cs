using SystemProcess = System.Diagnostics.Process;

namespace RoleAssist.TestInfrastructure;

/// <summary>A pipe in a file's place; only Unix has them.</summary>
public static class NamedPipe
{
    public static string In(string folder)
    {
        var path = Path.Combine(folder, "pipe");
        using var making = SystemProcess.Start("mkfifo", [path]);
        making.WaitForExit();
        return path;
    }

    /// <summary>One that another program writes a text to, once.</summary>
    public static string In(string folder, string text)
    {
        var (pipe, source) = (In(folder), Path.Combine(folder, "source"));
        File.WriteAllText(source, text);
        SystemProcess.Start("sh", ["-c", "cat \"$0\" > \"$1\"", source, pipe]).Dispose();
        return pipe;
    }

    /// <summary>Somebody who has it open to write, whether or not anybody reads.</summary>
    public static FileStream WriterOf(string pipe) => new(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
}
