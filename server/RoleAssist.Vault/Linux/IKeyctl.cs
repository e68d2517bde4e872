namespace RoleAssist.Vault.Linux;

/// <summary>
/// The kernel's calls for keys (add_key(2), keyctl(2)). Each returns a serial number, a length or zero, or the negative
/// error number.
/// </summary>
internal interface IKeyctl
{
    int Add(string description, ReadOnlySpan<byte> content, int keyring);

    int Search(int keyring, string description);

    int Read(int key, Span<byte> content);

    int SetPermissions(int key, uint permissions);

    int SetTimeout(int key, uint seconds);

    int Link(int key, int keyring);

    int Unlink(int key, int keyring);

    int Invalidate(int key);
}
