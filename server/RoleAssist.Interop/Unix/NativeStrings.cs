using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>An array of C strings that ends with a null pointer, as exec(3) takes it.</summary>
internal sealed class NativeStrings : IDisposable
{
    private readonly List<nint> _owned;

    /// <param name="texts">The strings to copy.</param>
    /// <param name="others">Addresses of strings that exist already and stay.</param>
    public NativeStrings(IEnumerable<string> texts, IEnumerable<nint>? others = null)
    {
        _owned = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];
        Pointers = [.. others ?? [], .. _owned, 0];
    }

    public nint[] Pointers { get; }

    public void Dispose()
    {
        // An environment contains secrets.
        _owned.ForEach(Marshal.ZeroFreeCoTaskMemUTF8);
        _owned.Clear();
    }
}
