namespace RoleAssist.Host.Processes;

/// <summary>The systems that open pages in different ways.</summary>
internal enum BrowserSystem
{
    /// <summary>Linux and other Unix systems with a desktop.</summary>
    Desktop,

    /// <summary>Linux in Windows, whose browser runs in Windows.</summary>
    Wsl,
    MacOS,
    Windows,
}
