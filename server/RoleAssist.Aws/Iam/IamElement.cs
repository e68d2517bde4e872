using System.Xml;
using RoleAssist.Core.Vault;

namespace RoleAssist.Aws.Iam;

/// <summary>
/// An element of an answer. The value of a secret becomes no text: it goes from the answer to memory that is
/// overwritten.
/// </summary>
internal sealed class IamElement : IDisposable
{
    private const string SecretName = "SecretAccessKey";
    private const int MaxDepth = 12;
    private const int MaxElements = 5_000;
    private const int MaxTextLength = 4_096;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = 1024 * 1024,
    };

    private readonly List<IamElement> _children = [];

    private IamElement(string name, string space) => (Name, Namespace) = (name, space);

    public string Name { get; }

    public string Namespace { get; }

    /// <summary>Gets the text of an element without children; empty for a secret.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Gets the value of a secret, which this element disposes.</summary>
    public SecretBytes? Secret { get; private set; }

    public IReadOnlyList<IamElement> Children => _children;

    /// <summary>Returns the child of that name; null if there is none or more than one.</summary>
    public IamElement? this[string name] =>
        _children.Where(child => child.Name == name).Take(2).ToList() is [var only] ? only : null;

    /// <summary>Reads a document; null if it is not XML or exceeds a limit.</summary>
    public static IamElement? Parse(byte[] bytes, int length)
    {
        var left = MaxElements;
        var open = new Stack<IamElement>();
        IamElement? root = null;
        var isWhole = false;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes, 0, length, writable: false), Settings);
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when --left < 0 || open.Count == MaxDepth:
                        return null;
                    case XmlNodeType.Element:
                        var element = new IamElement(reader.LocalName, reader.NamespaceURI);
                        (open.TryPeek(out var parent) ? parent._children : []).Add(element);
                        root ??= element;
                        if (!reader.IsEmptyElement)
                        {
                            open.Push(element);
                        }

                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA when !open.Peek().TryRead(reader):
                        return null;
                    case XmlNodeType.EndElement:
                        open.Pop();
                        break;
                }
            }

            isWhole = true;
            return root;
        }
        catch (XmlException)
        {
            // Its message may quote the answer.
            return null;
        }
        finally
        {
            if (!isWhole)
            {
                root?.Dispose();
            }
        }
    }

    public void Dispose()
    {
        Secret?.Dispose();
        _children.ForEach(child => child.Dispose());
    }

    /// <summary>Returns the name only.</summary>
    public override string ToString() => Name;

    private bool TryRead(XmlReader reader)
    {
        var buffer = GC.AllocateArray<char>(MaxTextLength + 1, pinned: true);
        try
        {
            var length = 0;
            while (
                length < buffer.Length
                && reader.ReadValueChunk(buffer, length, buffer.Length - length) is > 0 and var read
            )
            {
                length += read;
            }

            if (length > MaxTextLength)
            {
                return false;
            }

            var text = buffer.AsSpan(0, length);
            if (Name != SecretName)
            {
                Text += text.ToString();
                return Text.Length <= MaxTextLength;
            }

            // A secret that is split into several nodes, or is not ASCII, is no secret access key.
            if (Secret is not null || text.ContainsAnyExceptInRange('!', '~'))
            {
                return false;
            }

            Secret = new SecretBytes(length);
            for (var i = 0; i < length; i++)
            {
                Secret.Span[i] = (byte)text[i];
            }

            return true;
        }
        finally
        {
            Array.Clear(buffer);
        }
    }
}
