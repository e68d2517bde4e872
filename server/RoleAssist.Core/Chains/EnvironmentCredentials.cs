using System.Globalization;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

internal static class EnvironmentCredentials
{
    /// <summary>The session token, and the name it had before, which boto3 and the SDK for Go still read.</summary>
    private static readonly string[] SessionToken = [AwsVariables.SessionToken, AwsVariables.SecurityToken];

    /// <summary>The keys in the environment, or null where either half is missing.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>: one holds a character that no key has.</exception>
    public static AwsCredentials? Read(ProcessEnvironment environment)
    {
        if ((environment[AwsVariables.AccessKeyId], environment[AwsVariables.SecretAccessKey]) is not ({ } id, { } secret))
        {
            return null;
        }

        foreach (var variable in (ReadOnlySpan<string>)[AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey, .. SessionToken])
        {
            if (Strange(environment[variable]) is { } strange)
            {
                throw new RoleAssistException(
                    ErrorCode.ConfigurationInvalid, $"The variable {variable} holds {strange}, which no key has.", "Copy the key again, without blanks or invisible characters.");
            }
        }

        return new AwsCredentials(
            id, secret, environment[SessionToken[0]] ?? environment[SessionToken[1]], ExpirationOf(environment[AwsVariables.CredentialExpiration]), environment[AwsVariables.AccountId]);
    }

    /// <summary>The first character of a key that no key has, in words; null where there is none.</summary>
    public static string? Strange(string? key) =>
        key.AsSpan().IndexOfAnyExceptInRange('!', '~') is >= 0 and var index ? $"the character U+{(int)key![index]:X4}" : null;

    /// <summary>A convention of AWS' SDKs; something else in that variable says nothing.</summary>
    private static DateTimeOffset? ExpirationOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiration) ? expiration : null;
}
