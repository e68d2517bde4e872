namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>A test in a terminal, created by <c>script</c> of util-linux on Linux.</summary>
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "skipped: no program that creates a terminal";
        }
    }
}
