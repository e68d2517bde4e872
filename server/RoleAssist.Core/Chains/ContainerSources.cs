using System.Net;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Which container endpoint the environment names, by the rules that keep a token from being sent to just anybody
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
internal static class ContainerSources
{
    /// <summary>The container agent of ECS, which a relative URI belongs to.</summary>
    public static readonly Uri Agent = new("http://169.254.170.2");

    /// <summary>
    /// The endpoint, a relative one first; null where the environment names none. A profile that names this source means the
    /// container's own, so one at which RoleAssist has put a session is none.
    /// </summary>
    public static ContainerSource? Of(ProcessEnvironment environment, string? profile) =>
        (profile is null || !IsDelivered(environment)) && Url(environment) is { } url
        ? new ContainerSource(
            profile,
            url,
            RequireHeader(environment[AwsVariables.ContainerAuthorizationToken]),
            environment[AwsVariables.ContainerAuthorizationTokenFile])
        : null;

    /// <summary>The endpoint at which RoleAssist has put the session of the shell that this is; null where it is none of its shells.</summary>
    public static ContainerSource? Delivered(ProcessEnvironment environment) =>
        environment[RoleAssistVariables.CredentialsFullUri] is { } address && Uri.TryCreate(address, UriKind.Absolute, out var url)
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
                : throw Invalid($"{AwsVariables.ContainerCredentialsRelativeUri} is '{relative}', an invalid relative URI.", "It is a path that begins with a slash.");
        }

        if (environment[AwsVariables.ContainerCredentialsFullUri] is not { } full)
        {
            return null;
        }

        // On Unix a path alone would pass for the URI of a file.
        if (full.StartsWith('/') || !Uri.TryCreate(full, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            throw Invalid($"{AwsVariables.ContainerCredentialsFullUri} is '{full}': the URI did not specify a host.", "Write it whole, such as http://127.0.0.1:8080/credentials.");
        }

        return IsAllowed(url)
            ? url
            : throw Invalid(
                $"{AwsVariables.ContainerCredentialsFullUri} is '{full}': the URI did not refer to an allowed host.",
                "Over plain HTTP it may only be the loopback interface or the agent of ECS or EKS; use https for any other.");
    }

    /// <summary>
    /// Over HTTPS anybody; over HTTP this machine and the agents. A name is looked up when it is called: whoever calls
    /// must see that it leads nowhere else.
    /// </summary>
    private static bool IsAllowed(Uri url) => url.Scheme switch
    {
        "https" => true,
        "http" when IPAddress.TryParse(url.DnsSafeHost, out var address) => ContainerSource.IsAllowedOverHttp(address),
        "http" => true,
        _ => false,
    };

    /// <summary>A token with a line break would become a header of its own.</summary>
    private static string? RequireHeader(string? token) => token?.AsSpan().IndexOfAny('\r', '\n') >= 0
        ? throw Invalid($"{AwsVariables.ContainerAuthorizationToken} holds a line break, which no header may.", "Set it without one.")
        : token;

    private static RoleAssistException Invalid(string message, string hint) => new(ErrorCode.ConfigurationInvalid, message, hint);
}
