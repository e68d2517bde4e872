using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Identifies what a run does in each account: the command with its arguments, or the content of the script and its
/// arguments. Where it runs and how the output is shown does not matter.
/// </summary>
internal static class CommandFingerprint
{
    /// <summary>In bytes; far more than a script has.</summary>
    private const int LongestScript = 64 * 1024 * 1024;

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the script cannot be read.
    /// </exception>
    public static async Task<string> CreateAsync(
        string? script,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        using var text = new MemoryStream();
        using (var writer = new BinaryWriter(text, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(script is null ? "" : Path.GetExtension(script));
            writer.Write(arguments.Count);
            foreach (var argument in arguments)
            {
                writer.Write(argument);
            }
        }

        if (script is not null)
        {
            var content = await ReadAsync(script, cancellationToken).ConfigureAwait(false);
            await text.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }

        return $"sha256:{Convert.ToHexStringLower(Sha256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length)))}";
    }

    private static async Task<byte[]> ReadAsync(string script, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await UntrustedFile.OpenAsync(script, cancellationToken).ConfigureAwait(false);
            return file.IsPipe
                ? throw new IOException("it is a pipe.")
                : await file.ReadAsync(LongestScript, cancellationToken).ConfigureAwait(false)
                    ?? throw new IOException($"it is larger than {LongestScript} bytes, the limit.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The script {script} cannot be read: {fault.Message}",
                inner: fault
            );
        }
    }
}
