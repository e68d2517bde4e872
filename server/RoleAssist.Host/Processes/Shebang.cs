using System.Text;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Processes;

/// <summary>The first line of a script, which specifies its interpreter (execve(2), "Interpreter scripts").</summary>
internal static class Shebang
{
    /// <summary>Linux reads at most this many bytes to determine how to run a file.</summary>
    private const int LongestLine = 256;

    /// <summary>Returns the path of a script's interpreter; null if it has none or cannot be read.</summary>
    public static async Task<string?> GetInterpreterAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await UntrustedFile.OpenAsync(program, cancellationToken).ConfigureAwait(false);
            var start = new byte[LongestLine];
            return Parse(start.AsSpan(0, await file.ReadStartAsync(start, cancellationToken).ConfigureAwait(false)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Parse(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith("#!"u8) || start.IndexOf((byte)'\n') is not (> 0 and var end))
        {
            return null;
        }

        var line = start[2..end].Trim(" \t"u8);
        var blank = line.IndexOfAny((byte)' ', (byte)'\t');
        return line.IsEmpty ? null : Encoding.UTF8.GetString(blank < 0 ? line : line[..blank]);
    }
}
