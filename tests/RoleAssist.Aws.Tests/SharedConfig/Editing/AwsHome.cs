using System.Diagnostics;
using System.Text;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Interop.Files;
using SystemProcess = System.Diagnostics.Process;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

/// <summary>A home folder with AWS files and a folder for state.</summary>
internal sealed class AwsHome : IDisposable
{
    public const string KeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public AwsHome()
        : this(Directory.CreateTempSubdirectory("roleassist-").FullName) { }

    public AwsHome(string root)
    {
        Root = root;
        Directory.CreateDirectory(Path.Combine(Root, ".aws"));
        Directory.CreateDirectory(State);
        Files = new SharedConfigFiles(Path.Combine(Root, ".aws", "config"), Path.Combine(Root, ".aws", "credentials"));
    }

    public string Root { get; }

    public string State => Path.Combine(Root, "state");

    public SharedConfigFiles Files { get; }

    public string Config
    {
        get => Read(Files.Config);
        set => File.WriteAllBytes(Files.Config, Encoding.Latin1.GetBytes(value));
    }

    public string Credentials
    {
        get => Read(Files.Credentials);
        set => File.WriteAllBytes(Files.Credentials, Encoding.Latin1.GetBytes(value));
    }

    /// <summary>Gets all files but the AWS files and the lock.</summary>
    public IReadOnlyList<string> Leftovers =>
        [
            .. Directory
                .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
                .Where(file =>
                    file != Files.Config
                    && file != Files.Credentials
                    && !file.EndsWith(".lock", StringComparison.Ordinal)
                ),
        ];

    public static KeyMove Move { get; } =
        new(
            "home",
            KeyId,
            Secret,
            [
                KeyValuePair.Create("credential_process", "/opt/roleassist credential-process home"),
                KeyValuePair.Create("roleassist_key", "3f9c"),
            ],
            "key/3f9c"
        );

    public AwsFilesEditor Editor(Action<WriteStep>? reach = null) =>
        new(Files, Root, name => Path.Combine(State, name), TimeProvider.System, reach);

    public Task<AppliedEdit> MoveAsync(Action<WriteStep>? reach = null) =>
        Editor(reach).MoveKeysAsync(Move, CancellationToken.None);

    /// <summary>Runs a program of Unix and returns what it prints.</summary>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["HOME"] = Root;
        start.Environment["AWS_CONFIG_FILE"] = Files.Config;
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Files.Credentials;
        using var process = SystemProcess.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {process.ExitCode}");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Read(string path) =>
        File.Exists(path) ? Encoding.Latin1.GetString(File.ReadAllBytes(path)) : "";
}
