using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Files;

/// <summary>Reads a token that somebody else keeps fresh in a file, anew each time.</summary>
internal static class TokenFile
{
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes it may have: whoever takes the token takes no more.</param>
    /// <param name="setting">What names the file, for messages.</param>
    /// <param name="profile">The profile concerned.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.CredentialSourceFailed"/>, without a word of what the file holds.</exception>
    public static async Task<string> ReadAsync(string path, int most, string setting, string? profile, CancellationToken cancellationToken)
    {
        RoleAssistException Failed(string what, Exception? cause = null) => new(
            ErrorCode.CredentialSourceFailed,
            $"The token file {path} that {setting} names {what}.",
            "See that whatever writes the token has run and that you may read the file.",
            cause)
        { Profile = profile };

        string? text;
        try
        {
            text = (await UntrustedFile.ReadTextAsync(path, most, cancellationToken).ConfigureAwait(false))?.Trim();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failed("is not there", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failed("cannot be read", fault);
        }

        return text switch
        {
            null => throw Failed($"has more than {most} bytes, which no token has"),
            "" => throw Failed("is empty"),
            _ => text,
        };
    }
}
