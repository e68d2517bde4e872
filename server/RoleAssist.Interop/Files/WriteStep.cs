namespace RoleAssist.Interop.Files;

/// <summary>A change that an edit is about to make, for tests that stop it there.</summary>
public enum WriteStep
{
    WriteJournal,
    CreateTemporary,
    WriteTemporary,
    CopyAttributes,
    Exchange,
    Rename,
    SwapBack,
    DeleteTemporary,
    WriteCopy,
    WriteInPlace,
    Truncate,
    DeleteCopy,
    DeleteFile,
    DeleteJournal,
}
