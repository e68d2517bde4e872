namespace RoleAssist.Vault.Windows;

/// <summary>The calls of Windows' Credential Manager (wincred.h). Each returns zero or a Win32 error.</summary>
internal interface ICredentialApi
{
    /// <summary>
    /// Gets the longest persistence of generic credentials in this logon session (CredGetSessionTypes).
    /// </summary>
    int GetMaxPersistence(out int persistence);

    int Read(string target, out byte[]? secret);

    int Write(string target, string userName, ReadOnlySpan<byte> secret);

    int Delete(string target);

    /// <summary>Lists the targets that match a filter.</summary>
    int List(string filter, out IReadOnlyList<string> targets);
}
