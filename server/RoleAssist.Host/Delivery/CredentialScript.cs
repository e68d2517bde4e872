using System.Runtime.InteropServices;
using System.Text;
using RoleAssist.Core.Delivery.Shells;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The script that a generated profile uses as its <c>credential_process</c>. SDKs parse that setting in different ways
/// (some split it themselves, others pass it to a shell), so the setting contains only a path and plain words, and the
/// script contains what needs quotes.
/// </summary>
internal static partial class CredentialScript
{
    public static string Name => OperatingSystem.IsWindows() ? "credential-process.cmd" : "credential-process";

    /// <summary>
    /// Returns the script. It contains no secrets: its arguments name a profile, or the environment names an endpoint.
    /// </summary>
    public static string Text(string program) =>
        OperatingSystem.IsWindows()
            ? WindowsText(AsciiPath(program))
            : $"#!/bin/sh\nexec {PosixSyntax.Quote(program)} credential-process \"$@\"\n";

    /// <summary>Returns the program in a script of <see cref="Text"/>; null if it is another script.</summary>
    public static string? ProgramIn(string script) =>
        script.Split('\'') is [_, var program, _] && script == Text(program) ? program : null;

    /// <summary>Returns the batch file, in which a percent sign starts a variable even between quotes.</summary>
    internal static string WindowsText(string program) =>
        $"@\"{program.Replace("%", "%%", StringComparison.Ordinal)}\" credential-process %*\r\n";

    /// <summary>Returns whether every parser of command lines reads the path in the same way.</summary>
    public static bool IsPlain(string path) =>
        path.All(character =>
            char.IsAsciiLetterOrDigit(character)
            || (OperatingSystem.IsWindows() ? @"\:_-.~" : "/_-.+").Contains(character, StringComparison.Ordinal)
        );

    /// <summary>
    /// Returns the short path of a folder on Windows if its path has spaces or other special characters.
    /// </summary>
    public static string ToUnquotedFolder(string folder) =>
        OperatingSystem.IsWindows() && !IsPlain(folder) ? ShortPath(folder) : folder;

    /// <summary>Returns an ASCII path if possible, because a batch file is read in the console's code page.</summary>
    private static string AsciiPath(string path) => Ascii.IsValid(path) ? path : ShortPath(path);

    private static string ShortPath(string path)
    {
        var buffer = new char[32_768];
        var length = GetShortPathName(path, buffer, (uint)buffer.Length);
        return length is > 0 and < 32_768 ? new string(buffer, 0, (int)length) : path;
    }

    [LibraryImport("kernel32", EntryPoint = "GetShortPathNameW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint GetShortPathName(string path, [Out] char[] buffer, uint length);
}
