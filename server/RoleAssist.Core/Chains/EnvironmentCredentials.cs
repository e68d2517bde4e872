using System.Globalization;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

internal static class EnvironmentCredentials
{
    /// <summary>
    /// The variables for the session token; the second is the older name, which boto3 and the SDK for Go still read.
    /// </summary>
    private static readonly string[] SessionToken = [AwsVariables.SessionToken, AwsVariables.SecurityToken];

    /// <summary>Returns the keys in the environment; null if either half is missing.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: a variable contains a character that keys cannot contain.
    /// </exception>
    public static AwsCredentials? Read(ProcessEnvironment environment)
    {
        if (
            (environment[AwsVariables.AccessKeyId], environment[AwsVariables.SecretAccessKey])
            is not
            ({ } id, { } secret)
        )
        {
            return null;
        }

        foreach (
            var variable in (ReadOnlySpan<string>)
                [AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey, .. SessionToken]
        )
        {
            if (Strange(environment[variable]) is { } strange)
            {
                throw new RoleAssistException(
                    ErrorCode.ConfigurationInvalid,
                    $"The variable {variable} contains {strange}, which is not valid in a key.",
                    "Copy the key again, without blanks or invisible characters."
                );
            }
        }

        return new AwsCredentials(
            id,
            secret,
            environment[SessionToken[0]] ?? environment[SessionToken[1]],
            ExpirationOf(environment[AwsVariables.CredentialExpiration]),
            environment[AwsVariables.AccountId]
        );
    }

    /// <summary>Describes the first character of a key that keys cannot contain; null if there is none.</summary>
    public static string? Strange(string? key) =>
        key.AsSpan().IndexOfAnyExceptInRange('!', '~') is >= 0 and var index
            ? $"the character U+{(int)key![index]:X4}"
            : null;

    /// <summary>Parses a time in the form that AWS SDKs use. Any other text is ignored.</summary>
    private static DateTimeOffset? ExpirationOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiration)
            ? expiration
            : null;
}
