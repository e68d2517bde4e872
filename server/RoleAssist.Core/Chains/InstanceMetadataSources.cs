using System.Globalization;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Finds the instance metadata service to call: the environment takes precedence over the profile, an address over a
/// mode (https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html).
/// </summary>
internal static class InstanceMetadataSources
{
    /// <summary>The address of the service on every instance.</summary>
    public static readonly Uri Address = new("http://169.254.169.254");

    /// <summary>Returns the service; null if the environment disables it.</summary>
    public static InstanceMetadataSource? Resolve(ProcessEnvironment environment, Profile profile) =>
        IsTrue(environment[AwsVariables.Ec2MetadataDisabled])
            ? null
            : new InstanceMetadataSource(
                profile.Name,
                Url(environment, profile),
                AllowV1: IsFalse(
                    environment[AwsVariables.Ec2MetadataV1Disabled]
                        ?? profile[ProfileSettings.InstanceMetadataV1Disabled]
                )
            )
            {
                Timeout = TimeSpan.FromSeconds(
                    CountOf(
                        environment,
                        profile,
                        AwsVariables.MetadataServiceTimeout,
                        ProfileSettings.InstanceMetadataTimeout
                    ) ?? 1
                ),
                InstanceProfile = InstanceProfileOf(environment, profile),
                Attempts =
                    CountOf(
                        environment,
                        profile,
                        AwsVariables.MetadataServiceNumAttempts,
                        ProfileSettings.InstanceMetadataAttempts
                    ) ?? 2,
            };

    /// <summary>The name becomes part of a path, so only characters of instance profile names are allowed.</summary>
    private static string? InstanceProfileOf(ProcessEnvironment environment, Profile profile) =>
        (environment[AwsVariables.Ec2InstanceProfileName] ?? profile[ProfileSettings.InstanceProfileName]) switch
        {
            null => null,
            var name
                when name.Length <= 128
                    && name.All(character =>
                        char.IsAsciiLetterOrDigit(character) || "_+=,.@-".Contains(character, StringComparison.Ordinal)
                    ) => name,
            var name => throw profile.Invalid(
                ProfileSettings.InstanceProfileName,
                $"'{name}' is not the name of an instance profile.",
                "Correct ec2_instance_profile_name or AWS_EC2_INSTANCE_PROFILE_NAME, or remove it."
            ),
        };

    /// <summary>Reads a whole number from 1 to 100. More seconds or attempts are taken for a mistake.</summary>
    private static int? CountOf(ProcessEnvironment environment, Profile profile, string variable, string setting)
    {
        var meaning = setting == ProfileSettings.InstanceMetadataTimeout ? "timeout in seconds" : "number of attempts";
        var inherited = environment[variable];
        if ((inherited ?? profile[setting]) is not { } text)
        {
            return null;
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= 100
            ? count
            : throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"{(inherited is null ? setting : variable)} = {text} is not a valid {meaning}.",
                "Specify a whole number from 1 to 100, or remove it."
            )
            {
                Profile = profile.Name,
                Location = inherited is null ? profile.LocationOf(setting) : null,
            };
    }

    private static Uri Url(ProcessEnvironment environment, Profile profile)
    {
        if (
            (
                environment[AwsVariables.Ec2MetadataServiceEndpoint]
                ?? profile[ProfileSettings.InstanceMetadataEndpoint]
            ) is
            { } text
        )
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url
                : throw profile.Invalid(
                    ProfileSettings.InstanceMetadataEndpoint,
                    $"The instance metadata endpoint '{text}' has an invalid uri character or no scheme.",
                    "Specify the full URL, such as http://169.254.169.254."
                );
        }

        var mode =
            environment[AwsVariables.Ec2MetadataServiceEndpointMode]
            ?? profile[ProfileSettings.InstanceMetadataEndpointMode]
            ?? "IPv4";
        return mode.ToUpperInvariant() switch
        {
            "IPV4" => Address,
            "IPV6" => new Uri("http://[fd00:ec2::254]"),
            _ => throw profile.Invalid(
                ProfileSettings.InstanceMetadataEndpointMode,
                $"`{mode}` is not a valid endpoint mode of the instance metadata service.",
                "Use IPv4 or IPv6."
            ),
        };
    }

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Version 1 is off unless explicitly enabled: any program on the instance can be tricked into calling it.
    /// </summary>
    private static bool IsFalse(string? value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
