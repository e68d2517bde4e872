using RoleAssist.Aws.Signing;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Aws.Http;

/// <summary>Creates a POST request with AWS' signature.</summary>
internal static class SignedRequest
{
    /// <param name="service">The service's name in signatures.</param>
    /// <param name="endpoint">Where to send it.</param>
    /// <param name="contentType">The type of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="credentials">The credentials to sign with.</param>
    /// <param name="now">The service's time.</param>
    /// <param name="headers">Further headers to sign and send.</param>
    public static HttpRequestMessage Create(
        string service,
        ServiceEndpoint endpoint,
        string contentType,
        byte[] body,
        AwsCredentials credentials,
        DateTimeOffset now,
        params IReadOnlyList<KeyValuePair<string, string>> headers
    )
    {
        var url = endpoint.Url;
        var signed = SignatureV4.Sign(
            new RequestToSign(
                "POST",
                url.PathAndQuery,
                [new("Host", url.Authority), new("Content-Type", contentType), .. headers],
                body
            ),
            credentials,
            new SigningScope(now, endpoint.SigningRegion, service)
        );
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Headers.Host = url.Authority;
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers.Concat(signed))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
