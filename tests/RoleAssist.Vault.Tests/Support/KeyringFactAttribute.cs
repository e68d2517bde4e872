using System.Runtime.CompilerServices;

namespace RoleAssist.Vault.Tests.Support;

/// <summary>
/// A test with a real session bus and a real keyring, which is skipped if a program is not installed.
/// </summary>
public sealed class KeyringFactAttribute : FactAttribute
{
    public KeyringFactAttribute(
        bool needsDisplay = false,
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber) => Skip = KeyringPrograms.Reason(needsDisplay);
}

/// <summary>The same for a theory.</summary>
public sealed class KeyringTheoryAttribute : TheoryAttribute
{
    public KeyringTheoryAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber) => Skip = KeyringPrograms.Reason(needsDisplay: false);
}

internal static class KeyringPrograms
{
    /// <summary>Returns why the tests are skipped; null if they can run.</summary>
    public static string? Reason(bool needsDisplay)
    {
        string[] programs =
        [
            "dbus-daemon",
            "gnome-keyring-daemon",
            "secret-tool",
            .. needsDisplay ? ["Xvfb", "xdotool"] : (string[])[],
        ];
        return Array.Find(programs, program => !File.Exists(Path.Combine("/usr/bin", program))) is { } missing
            ? $"skipped: {missing} is not installed"
            : null;
    }
}
