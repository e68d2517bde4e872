using System.Runtime.InteropServices;
using System.Text;
using RoleAssist.Core.Delivery.Shells;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The program that a generated profile names as its <c>credential_process</c>. SDKs take that line apart in different ways
/// (one splits it by itself, another hands it to a shell), so it is a path and plain words, and what needs quotes stands in a
/// script.
/// </summary>
internal static partial class CredentialScript
{
    public static string Name => OperatingSystem.IsWindows() ? "credential-process.cmd" : "credential-process";

    /// <summary>What is in it. It holds no secret: its arguments name a profile, or the environment says whom to ask.</summary>
    public static string Text(string program) => OperatingSystem.IsWindows()
        ? WindowsText(AsciiPath(program))
        : $"#!/bin/sh\nexec {PosixSyntax.Quote(program)} credential-process \"$@\"\n";

    /// <summary>A percent sign begins a variable in a batch file, between quotes too.</summary>
    internal static string WindowsText(string program) =>
        $"@\"{program.Replace("%", "%%", StringComparison.Ordinal)}\" credential-process %*\r\n";

    /// <summary>Whether a path means the same to everybody who takes a command line apart.</summary>
    public static bool IsPlain(string path) =>
        path.All(character => char.IsAsciiLetterOrDigit(character) || (OperatingSystem.IsWindows() ? @"\:_-.~" : "/_-.+").Contains(character, StringComparison.Ordinal));

    /// <summary>On Windows a folder with blanks in its name may have a short one without.</summary>
    public static string PlainFolder(string folder) => OperatingSystem.IsWindows() && !IsPlain(folder) ? ShortPath(folder) : folder;

    /// <summary>A batch file is read in the console's code page.</summary>
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
