using System.Net;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Resolves a start URL with a name of the organization's own (a vanity URL) to the one that Identity Center knows, by
/// one redirect.
/// </summary>
internal sealed class StartUrls(AwsHttpClients http, RetryPolicy retries)
{
    private static readonly string[] Suffixes =
    [
        ".awsapps.com",
        ".awsapps.cn",
        ".app.aws",
        ".portal.amazonaws.com",
        ".portal.amazonaws.com.cn",
        ".portal.amazonaws.eu",
        ".app.amazonwebservices.com.cn",
        ".api.amazonwebservices.eu",
    ];

    private static readonly string[] Hosts =
    [
        "identitycenter.amazonaws.com",
        "identitycenter.amazonaws.com.cn",
        "identitycenter.amazonaws.eu",
        "identitycenter.us-gov.amazonaws.com",
    ];

    /// <summary>
    /// Whether a URL is a start URL of AWS' own: encrypted, at the usual port, and on a host that only AWS assigns.
    /// </summary>
    public static bool IsAwsOwn(Uri url) =>
        url is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
        && (
            Hosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase)
            || Suffixes.Any(suffix =>
                url.IdnHost.Length > suffix.Length
                && url.IdnHost.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>
    /// Returns the start URL to send. It is the configured one for AWS' own hosts, and where the token service is the
    /// user's own, such as an emulator.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: it does not lead to Identity Center.
    /// </exception>
    public async Task<string> ResolveAsync(SsoSource source, string name, CancellationToken cancellationToken)
    {
        if (!Partitions.IsAws(source.Oidc.Url))
        {
            return source.StartUrl;
        }

        if (!Uri.TryCreate(source.StartUrl, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            throw Invalid(source, name, "is not an address that begins with https://");
        }

        if (IsAwsOwn(url))
        {
            return source.StartUrl;
        }

        var target = await RedirectOfAsync(source, url, name, cancellationToken).ConfigureAwait(false);
        return target is not null && IsAwsOwn(target)
            ? target.AbsoluteUri
            : throw Invalid(
                source,
                name,
                target is null
                    ? "does not lead to IAM Identity Center: it answers with no redirect"
                    : $"leads to {target.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}, which is "
                        + "not IAM Identity Center"
            );
    }

    private Task<Uri?> RedirectOfAsync(SsoSource source, Uri url, string name, CancellationToken cancellationToken)
    {
        var call = new ServiceCall(null, $"the start URL {url.Host}") { Aim = $"sign in to '{name}'" };
        return call.RunAsync(
            retries,
            RetryBudget.OfAws,
            async stop =>
            {
                var (status, target) = await AskAsync(HttpMethod.Head).ConfigureAwait(false);
                return status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented
                    ? (await AskAsync(HttpMethod.Get).ConfigureAwait(false)).Target
                    : target;

                Task<(HttpStatusCode, Uri? Target)> AskAsync(HttpMethod method) =>
                    SendAsync(source, url, method, stop);
            },
            cancellationToken
        );
    }

    /// <remarks>The body is not read: it may be of any length.</remarks>
    private async Task<(HttpStatusCode, Uri?)> SendAsync(
        SsoSource source,
        Uri url,
        HttpMethod method,
        CancellationToken cancellationToken
    )
    {
        var endpoint = new ServiceEndpoint(url, source.Region) { CaBundle = source.Oidc.CaBundle };
        var client = await http.ForAsync(endpoint, cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(method, url);
        using var response = await HttpAnswer.SendAsync(client, request, cancellationToken).ConfigureAwait(false);
        var location = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
        return (response.StatusCode, location is { IsAbsoluteUri: true } ? location : null);
    }

    private static RoleAssistException Invalid(SsoSource source, string name, string what) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"Could not sign in to '{name}': the start URL {source.StartUrl} {what}.",
            "Copy the AWS access portal URL from the IAM Identity Center console into sso_start_url."
        )
        {
            Profile = source.Profile,
        };
}
