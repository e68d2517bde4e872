using System.Net;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Finds the container endpoint that the environment specifies. The rules keep a token from being sent to arbitrary
/// hosts (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
internal static class ContainerSources
{
    /// <summary>The ECS container agent, the base of relative URIs.</summary>
    public static readonly Uri Agent = new("http://169.254.170.2");

    /// <summary>
    /// Returns the endpoint, preferring a relative URI; null if the environment specifies none. For a profile that uses
    /// this source, an endpoint that RoleAssist set does not count: the profile means the container's own.
    /// </summary>
    public static ContainerSource? Resolve(ProcessEnvironment environment, string? profile) =>
        (profile is null || !IsDelivered(environment)) && Url(environment) is { } url
            ? new ContainerSource(
                profile,
                url,
                RequireHeader(environment[AwsVariables.ContainerAuthorizationToken]),
                environment[AwsVariables.ContainerAuthorizationTokenFile]
            )
            : null;

    /// <summary>
    /// Returns the endpoint that RoleAssist set for the session of this shell; null if the shell has no RoleAssist
    /// session.
    /// </summary>
    public static ContainerSource? Delivered(ProcessEnvironment environment) =>
        environment[RoleAssistVariables.CredentialsFullUri] is { } address
        && Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Scheme == ContainerSource.LocalScheme || IsAllowed(url))
            ? new ContainerSource(null, url, RequireHeader(environment[RoleAssistVariables.AuthorizationToken]), null)
            : null;

    private static bool IsDelivered(ProcessEnvironment environment) =>
        environment[AwsVariables.ContainerCredentialsRelativeUri] is null
        && environment[AwsVariables.ContainerCredentialsFullUri] is { } full
        && full == environment[RoleAssistVariables.CredentialsFullUri];

    private static Uri? Url(ProcessEnvironment environment)
    {
        if (environment[AwsVariables.ContainerCredentialsRelativeUri] is { } relative)
        {
            return relative.StartsWith('/') && Uri.TryCreate(Agent + relative[1..], UriKind.Absolute, out var rooted)
                ? rooted
                : throw Invalid(
                    $"{AwsVariables.ContainerCredentialsRelativeUri} is '{relative}', an invalid relative URI.",
                    "Set it to a path that begins with a slash."
                );
        }

        if (environment[AwsVariables.ContainerCredentialsFullUri] is not { } full)
        {
            return null;
        }

        // On Unix, a bare path would parse as a file URI.
        if (full.StartsWith('/') || !Uri.TryCreate(full, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            throw Invalid(
                $"{AwsVariables.ContainerCredentialsFullUri} is '{full}': the URI did not specify a host.",
                "Specify the full URI, such as http://127.0.0.1:8080/credentials."
            );
        }

        return IsAllowed(url)
            ? url
            : throw Invalid(
                $"{AwsVariables.ContainerCredentialsFullUri} is '{full}': the URI did not refer to an allowed host.",
                "Plain HTTP is allowed only for a loopback address and the ECS and EKS agents. Use https for "
                    + "other hosts."
            );
    }

    /// <summary>
    /// Allows any host over HTTPS; over HTTP only this machine and the agents. A host name is resolved when it is
    /// called, so the caller must check the address again.
    /// </summary>
    private static bool IsAllowed(Uri url) =>
        url.Scheme switch
        {
            "https" => true,
            "http" when IPAddress.TryParse(url.DnsSafeHost, out var address) => ContainerSource.IsAllowedOverHttp(
                address
            ),
            "http" => true,
            _ => false,
        };

    /// <summary>Rejects a token with a line break, which would start another header.</summary>
    private static string? RequireHeader(string? token) =>
        token?.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? throw Invalid($"{AwsVariables.ContainerAuthorizationToken} contains a line break.", "Set it without one.")
            : token;

    private static RoleAssistException Invalid(string message, string hint) =>
        new(ErrorCode.ConfigurationInvalid, message, hint);
}
