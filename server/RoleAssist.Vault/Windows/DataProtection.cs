using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Windows;

/// <summary>Calls <c>crypt32.dll</c> (dpapi.h).</summary>
internal sealed unsafe partial class DataProtection : IDataProtection
{
    /// <summary>CRYPTPROTECT_UI_FORBIDDEN: an error instead of a dialog.</summary>
    private const int NoDialog = 1;

    /// <summary>Separates these blobs from those of other programs, which could otherwise be offered as ours.</summary>
    private static ReadOnlySpan<byte> Purpose => "RoleAssist vault"u8;

    public byte[]? Protect(SecretBytes secret)
    {
        fixed (byte* content = secret.Span)
        fixed (byte* purpose = Purpose)
        {
            var input = new Blob((uint)secret.Length, content);
            var entropy = new Blob((uint)Purpose.Length, purpose);
            return Protect(in input, 0, in entropy, 0, 0, NoDialog, out var output) ? Take(output).ToArray() : null;
        }
    }

    public SecretBytes? Unprotect(ReadOnlySpan<byte> blob)
    {
        fixed (byte* content = blob)
        fixed (byte* purpose = Purpose)
        {
            var input = new Blob((uint)blob.Length, content);
            var entropy = new Blob((uint)Purpose.Length, purpose);
            if (!Unprotect(in input, 0, in entropy, 0, 0, NoDialog, out var output))
            {
                return null;
            }

            using var taken = Take(output);
            return SecretBytes.Copy(taken.Bytes);
        }
    }

    private static Allocated Take(Blob output) => new(output);

    [LibraryImport("crypt32.dll", EntryPoint = "CryptProtectData", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Protect(
        in Blob input,
        nint description,
        in Blob entropy,
        nint reserved,
        nint prompt,
        int flags,
        out Blob output
    );

    [LibraryImport("crypt32.dll", EntryPoint = "CryptUnprotectData", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Unprotect(
        in Blob input,
        nint description,
        in Blob entropy,
        nint reserved,
        nint prompt,
        int flags,
        out Blob output
    );

    [LibraryImport("kernel32.dll", EntryPoint = "LocalFree")]
    private static partial nint Free(void* memory);

    /// <summary><c>DATA_BLOB</c> (dpapi.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Blob(uint size, byte* data)
    {
        public readonly uint Size = size;
        public readonly byte* Data = data;
    }

    /// <summary>Memory that Windows allocated: it is overwritten and freed.</summary>
    private readonly ref struct Allocated(Blob blob)
    {
        public Span<byte> Bytes => new(blob.Data, (int)blob.Size);

        public byte[] ToArray()
        {
            var copy = Bytes.ToArray();
            Dispose();
            return copy;
        }

        public void Dispose()
        {
            CryptographicOperations.ZeroMemory(Bytes);
            _ = Free(blob.Data);
        }
    }
}
