using System.Security.Cryptography;
using RoleAssist.Core.Errors;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// The home folder of an agent's commands, which only this user can access: no AWS files but one without credentials, no
/// aliases, no plugins, no caches. It is deleted when the server ends; the folder of a server that was killed holds
/// nothing that is worth anything.
/// </summary>
internal sealed class EmptyHome : IDisposable
{
    /// <summary>
    /// No addresses are downloaded as values, no pager or history, and blobs are what is written
    /// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-config-global).
    /// </summary>
    private const string Settings = """
        [default]
        cli_pager =
        cli_history = disabled
        cli_auto_prompt = off
        cli_follow_urlparam = false
        cli_binary_format = raw-in-base64-out

        """;

    private EmptyHome(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Gets the config file for <c>AWS_CONFIG_FILE</c>.</summary>
    public string Config => Path.Combine(Folder, "config");

    /// <exception cref="RoleAssistException">There is no folder that is private.</exception>
    public static EmptyHome Create(RuntimeFolder runtime)
    {
        if (runtime.Folders().FirstOrDefault() is not { } parent)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                "There is no folder that is accessible only to you.",
                string.Join(' ', runtime.Objections())
            );
        }

        var home = new EmptyHome(
            LinkResolver.Resolve(
                Path.Combine(parent, $"agent-{RandomNumberGenerator.GetHexString(16, lowercase: true)}")
            )
        );
        PrivateFile.CreateFolder(home.Folder);
        PrivateFile.Write(home.Config, System.Text.Encoding.UTF8.GetBytes(Settings), isReadOnly: true);
        return home;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A command may have made a file that cannot be deleted. Nothing of value is in it.
        }
    }
}
