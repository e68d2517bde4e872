using System.Runtime.CompilerServices;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>A test in a terminal, which <c>script</c> of Linux' util-linux makes.</summary>
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "skipped: no program that makes a terminal";
        }
    }
}
