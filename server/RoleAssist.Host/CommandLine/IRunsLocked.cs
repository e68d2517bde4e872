namespace RoleAssist.Host.CommandLine;

/// <summary>
/// A verb for which a locked vault is an error, even if a person is at the terminal: nobody would see the prompt, or the
/// verb asks by itself.
/// </summary>
internal interface IRunsLocked;
