using System.Runtime.CompilerServices;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>A test in a terminal, created by <c>script</c> of util-linux on Linux.</summary>
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "skipped: no program that creates a terminal";
        }
    }
}
