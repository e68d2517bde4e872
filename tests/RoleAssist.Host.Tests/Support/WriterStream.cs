using System.Text;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Tests.Support;

/// <summary>Shows bytes where the text of a fake console goes.</summary>
internal sealed class WriterStream(TextWriter writer) : WriteOnlyStream
{
    public override void Write(byte[] buffer, int offset, int count) =>
        writer.Write(Encoding.UTF8.GetString(buffer, offset, count));

    public override void Flush() { }
}
