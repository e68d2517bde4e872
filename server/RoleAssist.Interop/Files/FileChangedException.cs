namespace RoleAssist.Interop.Files;

/// <summary>A file is not what it was when it was read, so it must not be written.</summary>
public sealed class FileChangedException(string path)
    : IOException($"{path} was changed by another program at the same time.");
