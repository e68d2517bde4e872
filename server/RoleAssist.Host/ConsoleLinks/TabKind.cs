namespace RoleAssist.Host.ConsoleLinks;

/// <summary>How each role's console is kept apart in the browser.</summary>
internal enum TabKind
{
    /// <summary>It is not: all share the browser's cookies.</summary>
    Shared,

    /// <summary>A container of Firefox, by the extension <i>Granted</i>.</summary>
    GrantedContainer,

    /// <summary>A container of Firefox, by the extension <i>Open external links in a container</i>.</summary>
    Container,

    /// <summary>A browser profile of Chromium and its relatives.</summary>
    BrowserProfile,
}
