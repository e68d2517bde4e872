using RoleAssist.Core.Delivery.Shells;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The text of the launcher: a script that starts the first of its hosts that still exists. An update of the extension
/// deletes the folder of the version before. The hosts are also its comments, from which the next version reads them.
/// </summary>
internal static class LauncherScript
{
    /// <summary>More installations than a person has.</summary>
    private const int MostHosts = 8;

    private const string Gone = "roleassist: RoleAssist is no longer installed. Install it again, or remove this line";

    private static string Comment => OperatingSystem.IsWindows() ? "rem " : "# ";

    /// <summary>Returns the hosts in a script, which may be of another version.</summary>
    public static IEnumerable<LauncherHost> Read(string script) =>
        script
            .Split('\n')
            .Where(line => line.StartsWith(Comment, StringComparison.Ordinal))
            .Select(line => LauncherHost.FromJson(line[Comment.Length..].Trim()))
            .OfType<LauncherHost>();

    /// <summary>Adds a host and drops those that are gone. The newest comes first.</summary>
    public static IReadOnlyList<LauncherHost> Add(
        IEnumerable<LauncherHost> known,
        LauncherHost added,
        Func<string, bool> exists
    ) =>
        [
            .. known
                .Where(host => host.Path != added.Path && exists(host.Path))
                .Append(added)
                .OrderDescending() // Stable: of two hosts with the same version, the earlier one stays first.
                .Take(MostHosts),
        ];

    public static string Write(IEnumerable<LauncherHost> hosts) =>
        OperatingSystem.IsWindows() ? WriteCommand(hosts) : WriteShell(hosts);

    private static string WriteShell(IEnumerable<LauncherHost> hosts) =>
        string.Concat(
            "#!/bin/sh\n# Made by RoleAssist, which adds each version that runs.\n",
            string.Concat(
                hosts.Select(host =>
                {
                    var path = PosixSyntax.Quote(host.Path);
                    return $"{Comment}{host.ToJson()}\n[ -x {path} ] && exec {path} \"$@\"\n";
                })
            ),
            $"echo {PosixSyntax.Quote(Gone + " from ~/.aws/config.")} >&2\nexit 127\n"
        );

    /// <summary>In a batch file, a percent sign is written twice. Paths cannot contain quotes.</summary>
    private static string WriteCommand(IEnumerable<LauncherHost> hosts) =>
        string.Concat(
            "@echo off\r\n",
            string.Concat(
                hosts.Select(host =>
                {
                    var path = $"\"{host.Path.Replace("%", "%%", StringComparison.Ordinal)}\"";
                    return $"{Comment}{host.ToJson()}\r\nif exist {path} (\r\n  {path} %*\r\n  exit /b\r\n)\r\n";
                })
            ),
            $"echo {Gone}. 1>&2\r\nexit /b 127\r\n"
        );
}
