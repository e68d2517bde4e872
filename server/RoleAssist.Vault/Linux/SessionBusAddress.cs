using System.Net.Sockets;
using System.Text;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// Finds the session bus as the D-Bus Specification says ("Well-known Message Bus Instances"), but never asks X11 and
/// never starts a bus, and accepts local sockets only.
/// </summary>
internal static class SessionBusAddress
{
    private const string Variable = "DBUS_SESSION_BUS_ADDRESS";
    private const string RuntimeFolder = "XDG_RUNTIME_DIR";

    /// <summary>Returns the sockets to try, in order; none if there is no bus.</summary>
    public static IReadOnlyList<UnixDomainSocketEndPoint> Find(ProcessEnvironment environment) =>
        environment[Variable] is { } address
            ? [.. address.Split(';').Select(entry => Parse(entry, environment)).OfType<UnixDomainSocketEndPoint>()]
        : InRuntimeFolder(environment) is { } socket
        && UnixFileStatus.Get(socket) is { IsSocket: true, IsOwnedByCurrentUser: true }
            ? [new UnixDomainSocketEndPoint(socket)]
        : [];

    /// <summary>Parses one address, such as <c>unix:path=/run/user/1000/bus,guid=…</c>.</summary>
    private static UnixDomainSocketEndPoint? Parse(string entry, ProcessEnvironment environment)
    {
        const string Unix = "unix:";
        if (!entry.StartsWith(Unix, StringComparison.Ordinal))
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in entry[Unix.Length..].Split(','))
        {
            if (pair.Split('=', 2) is not [var key, var escaped] || Unescape(escaped) is not { } value)
            {
                return null;
            }

            values[key] = value;
        }

        var path =
            values.GetValueOrDefault("path")
            ?? (values.GetValueOrDefault("abstract") is { } name ? '\0' + name : null)
            ?? (values.GetValueOrDefault("runtime") == "yes" ? InRuntimeFolder(environment) : null);
        try
        {
            return path is null or "" ? null : new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException)
        {
            // Longer than a socket's address can be.
            return null;
        }
    }

    private static string? InRuntimeFolder(ProcessEnvironment environment) =>
        environment[RuntimeFolder] is { } folder && Path.IsPathRooted(folder) ? Path.Combine(folder, "bus") : null;

    /// <summary>Decodes <c>%2f</c> and the like; null if the text is malformed.</summary>
    private static string? Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
            else if (i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
