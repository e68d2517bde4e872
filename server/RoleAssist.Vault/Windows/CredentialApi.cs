using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RoleAssist.Vault.Windows;

/// <summary>Calls <c>advapi32.dll</c>.</summary>
internal sealed unsafe partial class CredentialApi : ICredentialApi
{
    private const int Generic = 1;
    private const int LocalMachine = 2;

    /// <summary>CRED_TYPE_MAXIMUM: one entry for each type of credentials.</summary>
    private const int Types = 7;

    public int GetMaxPersistence(out int persistence)
    {
        var longest = stackalloc int[Types];
        var error = GetSessionTypes(Types, longest) ? 0 : Marshal.GetLastPInvokeError();
        persistence = longest[Generic];
        return error;
    }

    public int Read(string target, out byte[]? secret)
    {
        secret = null;
        if (!Read(target, Generic, 0, out var found))
        {
            return Marshal.GetLastPInvokeError();
        }

        try
        {
            var blob = new Span<byte>(found->Blob, (int)found->BlobSize);
            secret = blob.ToArray();
            CryptographicOperations.ZeroMemory(blob);
            return 0;
        }
        finally
        {
            Free(found);
        }
    }

    public int Write(string target, string userName, ReadOnlySpan<byte> secret)
    {
        fixed (char* targetText = target)
        fixed (char* userText = userName)
        fixed (byte* blob = secret)
        {
            var credential = new Credential
            {
                Type = Generic,
                TargetName = targetText,
                UserName = userText,
                Blob = blob,
                BlobSize = (uint)secret.Length,
                Persist = LocalMachine,
            };
            return Write(&credential, 0) ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    public int Delete(string target) => Delete(target, Generic, 0) ? 0 : Marshal.GetLastPInvokeError();

    public int List(string filter, out IReadOnlyList<string> targets)
    {
        targets = [];
        if (!Enumerate(filter, 0, out var count, out var found))
        {
            return Marshal.GetLastPInvokeError();
        }

        try
        {
            var names = new List<string>();
            for (var i = 0; i < count; i++)
            {
                if (found[i]->Type == Generic && found[i]->TargetName != null)
                {
                    names.Add(new string(found[i]->TargetName));
                }
            }

            targets = names;
            return 0;
        }
        finally
        {
            Free(found);
        }
    }

    [LibraryImport("advapi32.dll", EntryPoint = "CredGetSessionTypes", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetSessionTypes(uint count, int* longest);

    [LibraryImport(
        "advapi32.dll",
        EntryPoint = "CredReadW",
        StringMarshalling = StringMarshalling.Utf16,
        SetLastError = true
    )]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Read(string target, int type, int flags, out Credential* found);

    [LibraryImport("advapi32.dll", EntryPoint = "CredWriteW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Write(Credential* credential, int flags);

    [LibraryImport(
        "advapi32.dll",
        EntryPoint = "CredDeleteW",
        StringMarshalling = StringMarshalling.Utf16,
        SetLastError = true
    )]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Delete(string target, int type, int flags);

    [LibraryImport(
        "advapi32.dll",
        EntryPoint = "CredEnumerateW",
        StringMarshalling = StringMarshalling.Utf16,
        SetLastError = true
    )]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Enumerate(string filter, int flags, out uint count, out Credential** found);

    [LibraryImport("advapi32.dll", EntryPoint = "CredFree")]
    private static partial void Free(void* found);

    /// <summary><c>CREDENTIALW</c> (wincred.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Credential
    {
        public uint Flags;
        public int Type;
        public char* TargetName;
        public char* Comment;
        public long LastWritten;
        public uint BlobSize;
        public byte* Blob;
        public int Persist;
        public uint AttributeCount;
        public void* Attributes;
        public char* TargetAlias;
        public char* UserName;
    }
}
