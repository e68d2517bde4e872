using System.Buffers;
using System.Text;
using RoleAssist.Core.AgentTools;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// Collects what a command prints, as far as an agent gets to read it: so much of each stream, cut between characters,
/// without secrets, and without characters that are invisible or control a terminal.
/// </summary>
/// <param name="longest">In bytes: what is kept of each stream.</param>
/// <param name="secrets">The secrets of this process.</param>
internal sealed class CommandOutput(int longest, IEnumerable<string> secrets) : IItemOutput
{
    /// <summary>In bytes: the most that a result has of each stream.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>In bytes; longer than any secret, so that one at the cut is seen whole.</summary>
    private const int Margin = 32 * 1024;

    private static readonly string[] SecretVariables = [AwsVariables.SecretAccessKey, AwsVariables.SessionToken];

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _error = new();
    private List<string?> _secrets = [];
    private long _outputLength;
    private long _errorLength;

    /// <summary>Remembers the secrets that a command is given.</summary>
    public void Learn(IEnumerable<EnvironmentChange> environment) =>
        _secrets = [
            .. environment.Where(change => SecretVariables.Contains(change.Name)).Select(change => change.Value),
        ];

    public void Write(bool isError, ReadOnlySpan<byte> bytes)
    {
        (isError ? ref _errorLength : ref _outputLength) += bytes.Length;
        var kept = isError ? _error : _output;
        kept.Write(bytes[..Math.Min(bytes.Length, longest + Margin - kept.WrittenCount)]);
    }

    /// <summary>Returns the text of both streams, and how many bytes of each were cut off.</summary>
    public (string Output, long OutputCut, string Error, long ErrorCut) Read()
    {
        var redactor = new SecretRedactor([.. _secrets, .. secrets]);
        var (output, outputCut) = Read(_output, _outputLength, redactor);
        var (error, errorCut) = Read(_error, _errorLength, redactor);
        return (output, outputCut, error, errorCut);
    }

    private (string Text, long Cut) Read(ArrayBufferWriter<byte> printed, long length, SecretRedactor redactor)
    {
        var bytes = printed.WrittenSpan;
        var whole = redactor.Redact(Encoding.UTF8.GetString(bytes));
        if (length <= longest)
        {
            return (Clean(whole), 0);
        }

        // A secret at the cut is recognized only with what follows. Where the two readings differ, it begins.
        var kept = redactor.Redact(Encoding.UTF8.GetString(bytes[..EndOfCharacter(bytes, longest)]));
        return (Clean(kept[..kept.AsSpan().CommonPrefixLength(whole)]), length - longest);
    }

    private static int EndOfCharacter(ReadOnlySpan<byte> bytes, int end)
    {
        // Bytes 10xxxxxx continue a character.
        while (end > 0 && (bytes[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return end;
    }

    /// <summary>Tabs separate the columns of text output.</summary>
    private static string Clean(string text) =>
        string.Join('\t', text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\t').Select(DisplayText.Lines));
}
