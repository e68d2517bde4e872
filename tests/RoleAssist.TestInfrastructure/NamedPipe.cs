using SystemProcess = System.Diagnostics.Process;

namespace RoleAssist.TestInfrastructure;

/// <summary>Creates a named pipe in place of a file; only on Unix.</summary>
public static class NamedPipe
{
    public static string In(string folder)
    {
        var path = Path.Combine(folder, "pipe");
        using var making = SystemProcess.Start("mkfifo", [path]);
        making.WaitForExit();
        return path;
    }

    /// <summary>Creates a pipe to which another program writes a text once.</summary>
    public static string In(string folder, string text)
    {
        var (pipe, source) = (In(folder), Path.Combine(folder, "source"));
        File.WriteAllText(source, text);
        SystemProcess.Start("sh", ["-c", "cat \"$0\" > \"$1\"", source, pipe]).Dispose();
        return pipe;
    }

    /// <summary>Opens a pipe for writing, whether or not it has a reader.</summary>
    public static FileStream OpenWriter(string pipe) =>
        new(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
}
