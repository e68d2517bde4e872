using System.Globalization;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Profiles;

internal static class EnvironmentCredentials
{
    /// <summary>The keys in the environment, or null where either half is missing.</summary>
    public static AwsCredentials? Read(ProcessEnvironment environment) =>
        (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]) is ({ } id, { } secret)
            ? new AwsCredentials(id, secret, environment["AWS_SESSION_TOKEN"], ExpirationOf(environment["AWS_CREDENTIAL_EXPIRATION"]), environment["AWS_ACCOUNT_ID"])
            : null;

    /// <summary>A convention of AWS' SDKs; something else in that variable says nothing.</summary>
    private static DateTimeOffset? ExpirationOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiration) ? expiration : null;
}
