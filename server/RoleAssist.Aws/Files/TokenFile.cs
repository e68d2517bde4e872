using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Files;

/// <summary>Reads a token from a file that another program keeps up to date. The file is read on each call.</summary>
internal static class TokenFile
{
    /// <param name="path">The file.</param>
    /// <param name="most">The maximum size in bytes, which is the longest token that the service accepts.</param>
    /// <param name="setting">The name of the setting or variable that specifies the file, for messages.</param>
    /// <param name="profile">The profile, for messages.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.CredentialSourceFailed"/>. The message never contains the file's content.
    /// </exception>
    public static async Task<string> ReadAsync(
        string path,
        int most,
        string setting,
        string? profile,
        CancellationToken cancellationToken
    )
    {
        RoleAssistException Failed(string what, Exception? cause = null) =>
            new(
                ErrorCode.CredentialSourceFailed,
                $"The token file {path} (from {setting}) {what}.",
                "Check that the program that writes the token has run and that you can read the file.",
                cause
            )
            {
                Profile = profile,
            };

        string? text;
        try
        {
            text = (await UntrustedFile.ReadTextAsync(path, most, cancellationToken).ConfigureAwait(false))?.Trim();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failed("does not exist", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failed("cannot be read", fault);
        }

        return text switch
        {
            null => throw Failed($"is longer than {most} bytes, too long for a token"),
            "" => throw Failed("is empty"),
            _ => text,
        };
    }
}
