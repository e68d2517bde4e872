using System.Runtime.InteropServices;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.MacOS;

/// <summary>
/// The objects of Core Foundation that the Security framework takes and returns. What a function with Create or Copy in
/// its name returns is ours to release.
/// </summary>
internal static partial class CoreFoundation
{
    private const string Library = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";
    private const uint Utf8 = 0x0800_0100;
    private const int MaxAccounts = 1_000;
    private const int MaxTextBytes = 512;

    public static nint True => ReadSymbol(Library, "kCFBooleanTrue");

    /// <summary>Returns a constant object of a library.</summary>
    public static nint ReadSymbol(string library, string name) =>
        Marshal.ReadIntPtr(NativeLibrary.GetExport(NativeLibrary.Load(library), name));

    /// <summary>Returns the bytes of a CFData; null for any other object.</summary>
    public static unsafe SecretBytes? ReadData(nint data) =>
        data != 0 && TypeOf(data) == DataType()
            ? SecretBytes.Copy(new ReadOnlySpan<byte>(DataBytes(data), checked((int)DataLength(data))))
            : null;

    /// <summary>Returns a text of each dictionary in a CFArray.</summary>
    public static IReadOnlyList<string> ReadTexts(nint array, nint key)
    {
        var texts = new List<string>();
        if (array == 0 || TypeOf(array) != ArrayType())
        {
            return texts;
        }

        for (nint i = 0; i < Math.Min(ArrayCount(array), MaxAccounts); i++)
        {
            var entry = ArrayValue(array, i);
            if (TypeOf(entry) == MapType() && ReadText(MapValue(entry, key)) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private static string? ReadText(nint text)
    {
        Span<byte> buffer = stackalloc byte[MaxTextBytes];
        if (text == 0 || TypeOf(text) != TextType() || TextBytes(text, buffer, buffer.Length, Utf8) == 0)
        {
            return null;
        }

        return System.Text.Encoding.UTF8.GetString(buffer[..buffer.IndexOf((byte)0)]);
    }

    /// <summary>An object that is released at the end of its scope.</summary>
    public readonly ref struct Owned(nint handle)
    {
        public void Dispose()
        {
            if (handle != 0)
            {
                Release(handle);
            }
        }
    }

    /// <summary>A CFMutableDictionary, which retains what is put into it.</summary>
    public sealed class Map : IDisposable
    {
        public Map() =>
            Handle = CreateMap(
                0,
                0,
                NativeLibrary.GetExport(NativeLibrary.Load(Library), "kCFTypeDictionaryKeyCallBacks"),
                NativeLibrary.GetExport(NativeLibrary.Load(Library), "kCFTypeDictionaryValueCallBacks")
            );

        public nint Handle { get; }

        public void Set(nint key, nint value) => SetValue(Handle, key, value);

        public void SetText(nint key, string value)
        {
            var text = CreateText(0, value, Utf8);
            using (new Owned(text))
            {
                Set(key, text);
            }
        }

        /// <summary>Puts in a copy of a secret; returns false if there is no memory for it.</summary>
        public bool SetData(nint key, SecretBytes value)
        {
            var data = CreateData(0, value.Span, value.Length);
            using (new Owned(data))
            {
                if (data != 0)
                {
                    Set(key, data);
                }

                return data != 0;
            }
        }

        public void Dispose() => Release(Handle);
    }

    [LibraryImport(Library, EntryPoint = "CFRelease")]
    private static partial void Release(nint handle);

    [LibraryImport(Library, EntryPoint = "CFGetTypeID")]
    private static partial nint TypeOf(nint handle);

    [LibraryImport(Library, EntryPoint = "CFDataGetTypeID")]
    private static partial nint DataType();

    [LibraryImport(Library, EntryPoint = "CFArrayGetTypeID")]
    private static partial nint ArrayType();

    [LibraryImport(Library, EntryPoint = "CFDictionaryGetTypeID")]
    private static partial nint MapType();

    [LibraryImport(Library, EntryPoint = "CFStringGetTypeID")]
    private static partial nint TextType();

    [LibraryImport(Library, EntryPoint = "CFDataGetLength")]
    private static partial nint DataLength(nint data);

    [LibraryImport(Library, EntryPoint = "CFDataGetBytePtr")]
    private static unsafe partial byte* DataBytes(nint data);

    [LibraryImport(Library, EntryPoint = "CFDataCreate")]
    private static partial nint CreateData(nint allocator, ReadOnlySpan<byte> bytes, nint length);

    [LibraryImport(Library, EntryPoint = "CFArrayGetCount")]
    private static partial nint ArrayCount(nint array);

    [LibraryImport(Library, EntryPoint = "CFArrayGetValueAtIndex")]
    private static partial nint ArrayValue(nint array, nint index);

    [LibraryImport(Library, EntryPoint = "CFDictionaryGetValue")]
    private static partial nint MapValue(nint map, nint key);

    [LibraryImport(Library, EntryPoint = "CFDictionarySetValue")]
    private static partial void SetValue(nint map, nint key, nint value);

    [LibraryImport(Library, EntryPoint = "CFDictionaryCreateMutable")]
    private static partial nint CreateMap(nint allocator, nint capacity, nint keys, nint values);

    [LibraryImport(Library, EntryPoint = "CFStringCreateWithCString", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint CreateText(nint allocator, string text, uint encoding);

    [LibraryImport(Library, EntryPoint = "CFStringGetCString")]
    private static partial byte TextBytes(nint text, Span<byte> buffer, nint size, uint encoding);
}
