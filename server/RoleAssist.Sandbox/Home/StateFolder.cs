using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Interop.Files;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Home;

/// <summary>The sandbox's state folder in a home folder, next to <c>.aws</c>.</summary>
internal sealed class StateFolder(string home)
{
    private readonly string _folder = Path.Combine(home, ".roleassist-sandbox");

    public bool HasState => File.Exists(StateFile);

    private string StateFile => Path.Combine(_folder, "state.json");

    private string RunningFile => Path.Combine(_folder, "running.json");

    public void Create() => PrivateFile.CreateFolder(_folder);

    /// <summary>Locks out a second sandbox; the operating system releases the lock when the process ends.</summary>
    public FileStream Lock()
    {
        try
        {
            return PrivateFile.Open(Path.Combine(_folder, "lock"), FileMode.OpenOrCreate);
        }
        catch (IOException error)
        {
            throw new SandboxException(
                $"A sandbox is already running for {home}. Stop it, or specify another folder with --home.",
                error
            );
        }
    }

    public SandboxState? ReadState() => Read(StateFile, HomeJsonContext.Default.SandboxState);

    public void WriteState(SandboxState state) =>
        PrivateFile.WriteText(StateFile, JsonSerializer.Serialize(state, HomeJsonContext.Default.SandboxState));

    public RunningSandbox? ReadRunning() => Read(RunningFile, HomeJsonContext.Default.RunningSandbox);

    public void WriteRunning(RunningSandbox running) =>
        PrivateFile.WriteText(RunningFile, JsonSerializer.Serialize(running, HomeJsonContext.Default.RunningSandbox));

    public void DeleteRunning() => File.Delete(RunningFile);

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), type);
        }
        catch (JsonException error)
        {
            throw new SandboxException($"{path} is corrupt. Delete its folder and start the sandbox again.", error);
        }
    }
}
