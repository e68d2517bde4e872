using System.Runtime.InteropServices;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// Calls the kernel directly: the library libkeyutils is not on every machine, and the C library has no functions for
/// keys. The numbers are those of the architecture's system calls and of <c>linux/keyctl.h</c>.
/// </summary>
internal sealed partial class Keyctl : IKeyctl
{
    private const int NotImplemented = 38;
    private const int UnlinkOperation = 9;
    private const int LinkOperation = 8;
    private const int SearchOperation = 10;
    private const int ReadOperation = 11;
    private const int SetPermissionsOperation = 5;
    private const int SetTimeoutOperation = 15;
    private const int InvalidateOperation = 21;

    /// <summary>The type of keys whose content is bytes of the user.</summary>
    private const string UserType = "user";

    private static (nint AddKey, nint Keyctl)? Numbers =>
        RuntimeInformation.ProcessArchitecture switch
        {
            _ when !OperatingSystem.IsLinux() => null,
            Architecture.X64 => (248, 250),
            Architecture.Arm64 => (217, 219),
            _ => null,
        };

    public int Add(string description, ReadOnlySpan<byte> content, int keyring) =>
        Numbers is { } numbers
            ? Result(AddKey(numbers.AddKey, UserType, description, content, (nuint)content.Length, keyring))
            : -NotImplemented;

    public int Search(int keyring, string description) =>
        Numbers is { } numbers
            ? Result(Control(numbers.Keyctl, SearchOperation, keyring, UserType, description, 0))
            : -NotImplemented;

    public int Read(int key, Span<byte> content) =>
        Numbers is { } numbers
            ? Result(Control(numbers.Keyctl, ReadOperation, key, content, (nuint)content.Length))
            : -NotImplemented;

    public int SetPermissions(int key, uint permissions) => Call(SetPermissionsOperation, key, (nint)permissions);

    public int SetTimeout(int key, uint seconds) => Call(SetTimeoutOperation, key, (nint)seconds);

    public int Link(int key, int keyring) => Call(LinkOperation, key, keyring);

    public int Unlink(int key, int keyring) => Call(UnlinkOperation, key, keyring);

    public int Invalidate(int key) => Call(InvalidateOperation, key, 0);

    private static int Call(nint operation, nint first, nint second) =>
        Numbers is { } numbers ? Result(Control(numbers.Keyctl, operation, first, second)) : -NotImplemented;

    private static int Result(nint returned) => returned >= 0 ? (int)returned : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint AddKey(
        nint number,
        string type,
        string description,
        ReadOnlySpan<byte> content,
        nuint length,
        nint keyring
    );

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint Control(
        nint number,
        nint operation,
        nint keyring,
        string type,
        string description,
        nint destination
    );

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Control(nint number, nint operation, nint key, Span<byte> content, nuint length);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Control(nint number, nint operation, nint first, nint second);
}
