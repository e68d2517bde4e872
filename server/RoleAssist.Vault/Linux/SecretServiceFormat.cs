using System.Text;
using Tmds.DBus.Protocol;

namespace RoleAssist.Vault.Linux;

/// <summary>The parts of messages, read with limits.</summary>
internal static class SecretServiceFormat
{
    private const int MaxItems = 1_000;
    private const int MaxPathLength = 512;
    private const int MaxAttributes = 64;

    public static void WriteAttributes(ref MessageWriter writer, IReadOnlyDictionary<string, string> attributes)
    {
        var start = writer.WriteDictionaryStart();
        foreach (var (key, value) in attributes)
        {
            writer.WriteDictionaryEntryStart();
            writer.WriteString(key);
            writer.WriteString(value);
        }

        writer.WriteDictionaryEnd(start);
    }

    public static Dictionary<string, string> ReadAttributes(ref Reader reader)
    {
        reader.ReadSignature("a{ss}"u8);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var end = reader.ReadDictionaryStart();
        while (reader.HasNext(end))
        {
            attributes[reader.ReadString()] = reader.ReadString();
            if (attributes.Count > MaxAttributes)
            {
                throw BusFault.Malformed("too many attributes");
            }
        }

        return attributes;
    }

    public static List<string> ReadPaths(ref Reader reader)
    {
        var paths = new List<string>();
        var end = reader.ReadArrayStart(DBusType.ObjectPath);
        while (reader.HasNext(end))
        {
            paths.Add(ReadPath(ref reader));
            if (paths.Count > MaxItems)
            {
                throw BusFault.Malformed("too many items");
            }
        }

        return paths;
    }

    /// <summary>Reads an object's path ("Valid Object Paths" of the D-Bus Specification).</summary>
    public static string ReadPath(ref Reader reader)
    {
        var bytes = reader.ReadObjectPathAsSpan();
        var isValid = bytes.Length is > 0 and <= MaxPathLength && bytes[0] == '/';
        foreach (var character in bytes)
        {
            isValid &= char.IsAsciiLetterOrDigit((char)character) || character is (byte)'/' or (byte)'_';
        }

        return isValid ? Encoding.ASCII.GetString(bytes) : throw BusFault.Malformed("an invalid path");
    }
}
