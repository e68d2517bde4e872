using System.Text;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// stderr is for people: whatever is written to it, by a verb, the log or the trace, passes <see cref="DisplayText"/>.
/// Line breaks pass; what belongs on one line has to be made one before.
/// </summary>
internal sealed class DisplayTextWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    // A backspace is what the prompt takes a character back with.
    public override void Write(string? value) => inner.Write(value is null or "\n" or "\r\n" or "\b \b" ? value : DisplayText.Lines(value));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(value is null ? value : DisplayText.Lines(value));

    public override void Flush() => inner.Flush();
}
