using System.Globalization;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Endpoint;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// What a container needs to use a generated profile without the network of this machine: the files, the socket and the
/// program, each at its own path, so that the variables and the files mean the same there. SDKs accept an endpoint only
/// on the loopback, at the addresses of ECS and EKS, or over HTTPS
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html), and a container has a loopback
/// of its own: a socket in the file system is the way that needs neither a certificate nor a port.
/// </summary>
/// <param name="Socket">The socket among them.</param>
/// <param name="Mounts">The path of each on this machine, and in the container.</param>
/// <param name="User">
/// The user and group of the container's processes. The host serves only the user that the kernel reports to it.
/// </param>
internal sealed record ContainerMounts(string Socket, IReadOnlyList<(string Source, string Target)> Mounts, string User)
{
    /// <summary>In a rootless engine, the container's root is the user who started it.</summary>
    private const string Root = "0:0";

    private const string Hint =
        "Use roleassist exec PROFILE --delivery profile -- ..., or --delivery environment, which passes keys that expire.";

    /// <param name="environment">An environment with a generated profile.</param>
    /// <param name="program">Another program for the container; null for the one that the profile uses here.</param>
    /// <param name="isRootless">Whether the engine is rootless.</param>
    /// <exception cref="RoleAssistException">A container cannot use the profile.</exception>
    public static ContainerMounts Find(ProcessEnvironment environment, string? program, bool isRootless)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Engines run in a virtual machine there, which a socket of this machine does not reach.
            throw Unusable("Only on Linux can a container use a generated profile.");
        }

        var address = LocalAddress.Parse(environment[RoleAssistVariables.CredentialsFullUri] ?? "");
        var session = Path.GetDirectoryName(environment[SharedFileVariables.Config.Name]);
        if (address is null || Path.GetDirectoryName(session) is not { Length: > 0 } folder)
        {
            throw Unusable("This environment has a generated profile that does not use a local socket.");
        }

        var named = ReadProgram(Path.Combine(folder, CredentialScript.Name));
        (string Source, string Target)[] mounts =
        [
            (folder, folder),
            (address.Socket, address.Socket),
            (program is null ? named : Path.GetFullPath(program), named),
        ];
        return mounts.SelectMany(mount => new[] { mount.Source, mount.Target }).FirstOrDefault(IsUnusable) is { } path
            ? throw Unusable($"'{path}' does not exist, or its name does not fit into an argument without quotes.")
            : new ContainerMounts(
                address.Socket,
                mounts,
                isRootless ? Root : string.Create(CultureInfo.InvariantCulture, $"{UnixUser.Id}:{UnixUser.GroupId}")
            );
    }

    private static string ReadProgram(string script)
    {
        try
        {
            return CredentialScript.ProgramIn(File.ReadAllText(script))
                ?? throw Unusable($"'{script}' was not written by this version of RoleAssist.");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"Cannot read '{script}': {gone.Message}");
        }
    }

    /// <summary>Arguments are split at blanks, and mounts at commas.</summary>
    private static bool IsUnusable(string path) => !CredentialScript.IsPlain(path) || !Path.Exists(path);

    private static RoleAssistException Unusable(string message) => new(ErrorCode.CredentialsMissing, message, Hint);
}
