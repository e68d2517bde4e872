using System.Net;
using System.Text;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>A complete response of a service.</summary>
internal sealed record HttpAnswer(HttpStatusCode Status, string Body)
{
    /// <summary>Credentials take a few kilobytes; other content may be endless.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>
    /// Gets the name of the error in the header, without namespace and URL
    /// (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization).
    /// </summary>
    public string? ErrorType { get; private init; }

    public bool IsOk => Status == HttpStatusCode.OK;

    public bool IsServerFault => (int)Status >= 500;

    public static async Task<HttpAnswer> OfAsync(
        HttpClient client,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(client, request, cancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        // The declared charset is ignored: JSON is UTF-8, and an unknown charset name would throw.
        return new HttpAnswer(response.StatusCode, Encoding.UTF8.GetString(bytes)) { ErrorType = TypeIn(response) };
    }

    private static string? TypeIn(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("x-amzn-ErrorType", out var values)
            ? values.ToString().Split(':')[0].Split('#')[^1]
            : null;

    /// <summary>Sends a request; its body is still to be read.</summary>
    internal static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (HttpRequestException fault) when (fault.InnerException is RoleAssistException refused)
        {
            // The connect callback has already explained why it refused.
            throw refused;
        }
    }

    /// <summary>Returns only the status: the body may contain secrets.</summary>
    public override string ToString() => ((int)Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
