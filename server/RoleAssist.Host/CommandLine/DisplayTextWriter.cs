using System.Text;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// The writer for stderr. Everything that a verb, the log or the trace writes passes through <see cref="DisplayText"/>.
/// Line breaks are kept; callers must remove them from text that belongs on one line.
/// </summary>
internal sealed class DisplayTextWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    // The prompt erases a character with backspaces.
    public override void Write(string? value) =>
        inner.Write(value is null or "\n" or "\r\n" or "\b \b" ? value : DisplayText.Lines(value));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(value is null ? value : DisplayText.Lines(value));

    public override void Flush() => inner.Flush();
}
