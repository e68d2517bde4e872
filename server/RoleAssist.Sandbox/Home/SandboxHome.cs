using RoleAssist.Interop.Files;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Samples;

namespace RoleAssist.Sandbox.Home;

/// <summary>The home folder of a sandbox: the sample <c>.aws</c> for its users, and the sandbox's own state.</summary>
internal sealed class SandboxHome : IDisposable
{
    private readonly bool _isTemporary;
    private readonly FileStream _lock;
    private readonly StateFolder _stateFolder;
    private SandboxState _state;

    private SandboxHome(string path, bool isTemporary, StateFolder stateFolder, FileStream @lock, SandboxState state)
    {
        (Path, _isTemporary, _stateFolder, _lock, _state) = (path, isTemporary, stateFolder, @lock, state);
    }

    public string Path { get; }

    public SandboxState State => _state;

    public string ConfigFile => System.IO.Path.Combine(AwsFolder, "config");

    public string CredentialsFile => System.IO.Path.Combine(AwsFolder, "credentials");

    private string AwsFolder => AwsFolderOf(Path);

    /// <summary>Opens and locks a home folder; null for a temporary one.</summary>
    public static SandboxHome Open(string? path)
    {
        if (path is "")
        {
            throw new SandboxException(
                "The home folder must not be empty. Specify a folder with --home, or omit the option."
            );
        }

        var home = path is null
            ? Directory.CreateTempSubdirectory("roleassist-sandbox-").FullName
            : System.IO.Path.GetFullPath(path);
        try
        {
            return Open(home, isTemporary: path is null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException(
                $"The sandbox cannot use {home}: {error.Message} Specify another folder with --home.",
                error
            );
        }
    }

    /// <summary>
    /// Creates missing sample files and profiles, and updates the endpoint and the temporary files.
    /// </summary>
    public void Publish(RunningSandbox running, Organization? organization, IReadOnlyList<SampleFile> temporary)
    {
        PrivateFile.CreateFolder(AwsFolder);
        Update(
            CredentialsFile,
            text => text ?? SampleFiles.Credentials(_state.AccessKeyId, _state.SecretAccessKey),
            text =>
                organization is not null && !OrganizationFiles.HasProfiles(text)
                    ? OrganizationFiles.Credentials(_state.AccessKeyId, _state.SecretAccessKey)
                    : ""
        );
        Update(
            ConfigFile,
            text =>
                text is null
                    ? SampleFiles.Config(running.Endpoint, AwsFolder)
                    : SampleFiles.WithEndpoint(text, running.Endpoint),
            text => SignInFiles.HasProfiles(text) ? "" : SignInFiles.Config(),
            text =>
                organization is not null && !OrganizationFiles.HasProfiles(text)
                    ? OrganizationFiles.Config(organization)
                    : ""
        );
        foreach (var file in temporary)
        {
            var path = System.IO.Path.Combine(Path, file.Path);
            PrivateFile.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
            PrivateFile.WriteText(path, file.Text);
        }

        _stateFolder.WriteRunning(running);
    }

    /// <summary>Updates an AWS file, and appends what it lacks.</summary>
    private static void Update(
        string path,
        Func<string?, string> update,
        params IEnumerable<Func<string, string>> missing
    )
    {
        var before = File.Exists(path) ? File.ReadAllText(path) : null;
        var after = missing.Aggregate(update(before), (text, addition) => text + addition(text));
        if (after != before)
        {
            PrivateFile.WriteText(path, after);
        }
    }

    public void SaveSpentStep(long step)
    {
        _state = _state with { LastSpentStep = step };
        _stateFolder.WriteState(_state);
    }

    public void Dispose()
    {
        _stateFolder.DeleteRunning();
        _lock.Dispose();
        if (_isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static SandboxHome Open(string home, bool isTemporary)
    {
        PrivateFile.CreateFolder(home);
        var stateFolder = new StateFolder(home);
        if (!stateFolder.HasState && System.IO.Path.Exists(AwsFolderOf(home)))
        {
            throw new SandboxException(
                $"{AwsFolderOf(home)} already exists and was not created by the sandbox, which does not change your "
                    + "files. "
                    + "Specify an empty folder with --home."
            );
        }

        stateFolder.Create();
        var taken = stateFolder.Lock();
        try
        {
            var state = stateFolder.ReadState();
            if (state is null)
            {
                state = SandboxState.Create();
                stateFolder.WriteState(state);
            }

            return new SandboxHome(home, isTemporary, stateFolder, taken, state);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static string AwsFolderOf(string home) => System.IO.Path.Combine(home, ".aws");
}
