using System.Buffers.Binary;
using System.Text;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>
/// The secrets in a sealed file. The format is binary, so that its size is known in advance and no buffer grows and
/// leaves copies: version (1 byte), count, and for each secret its name, label and bytes, each after its length.
/// Numbers have two bytes, big endian.
/// </summary>
internal sealed class FileItems : IDisposable
{
    public const int MaxItems = 500;
    private const byte Version = 1;

    private readonly List<FileItem> _items;

    public FileItems(IEnumerable<FileItem> items) => _items = [.. items];

    public IReadOnlyList<FileItem> All => _items;

    public FileItem? Find(SecretName name) => _items.Find(item => item.Name == name);

    /// <summary>Adds a copy of a secret in the place of the one with the same name.</summary>
    public void Set(SecretName name, string label, SecretBytes secret)
    {
        Remove(name);
        _items.Add(new FileItem(name, label, SecretBytes.Copy(secret.Span)));
    }

    public bool Remove(SecretName name)
    {
        if (Find(name) is not { } item)
        {
            return false;
        }

        item.Secret.Dispose();
        return _items.Remove(item);
    }

    public SecretBytes Write()
    {
        var parts = _items
            .Select(item =>
                (Name: Encoding.ASCII.GetBytes(item.Name.ToString()), Label: Encoding.UTF8.GetBytes(item.Label))
            )
            .ToList();
        var size = parts.Select(
            (part, i) => 3 * sizeof(ushort) + part.Name.Length + part.Label.Length + _items[i].Secret.Length
        );
        var content = new SecretBytes(1 + sizeof(ushort) + size.Sum());
        var rest = content.Span;
        rest[0] = Version;
        BinaryPrimitives.WriteUInt16BigEndian(rest[1..], (ushort)_items.Count);
        rest = rest[3..];
        for (var i = 0; i < parts.Count; i++)
        {
            WritePart(ref rest, parts[i].Name);
            WritePart(ref rest, parts[i].Label);
            WritePart(ref rest, _items[i].Secret.Span);
        }

        return content;
    }

    /// <summary>Reads the secrets; returns null if the content is not in the expected format.</summary>
    public static FileItems? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length < 3 || content[0] != Version)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        var items = new FileItems([]);
        var rest = content[3..];
        for (var i = 0; i < count; i++)
        {
            if (
                !TryReadPart(ref rest, out var name)
                || !TryReadPart(ref rest, out var label)
                || !TryReadPart(ref rest, out var secret)
                || !SecretName.TryParse(Encoding.ASCII.GetString(name), out var parsed)
                || items.Find(parsed) is not null
            )
            {
                items.Dispose();
                return null;
            }

            items._items.Add(new FileItem(parsed, Encoding.UTF8.GetString(label), SecretBytes.Copy(secret)));
        }

        return items;
    }

    public void Dispose() => _items.ForEach(item => item.Secret.Dispose());

    private static void WritePart(ref Span<byte> rest, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)part.Length));
        part.CopyTo(rest[sizeof(ushort)..]);
        rest = rest[(sizeof(ushort) + part.Length)..];
    }

    private static bool TryReadPart(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (rest.Length < sizeof(ushort))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length - sizeof(ushort) < length)
        {
            return false;
        }

        part = rest.Slice(sizeof(ushort), length);
        rest = rest[(sizeof(ushort) + length)..];
        return true;
    }
}
