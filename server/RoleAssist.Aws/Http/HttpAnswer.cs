using System.Net;
using System.Text;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>What a service has answered, whole.</summary>
internal sealed record HttpAnswer(HttpStatusCode Status, string Body)
{
    /// <summary>Credentials take a few kilobytes; something else may never end.</summary>
    private const int MostBytes = 1024 * 1024;

    public bool IsOk => Status == HttpStatusCode.OK;

    public bool IsServerFault => (int)Status >= 500;

    public static async Task<HttpAnswer> OfAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(client, request, cancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        // What charset the answer claims does not matter: JSON is UTF-8, and an unknown name would be a fault of its own.
        return new HttpAnswer(response.StatusCode, Encoding.UTF8.GetString(bytes));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault) when (fault.InnerException is RoleAssistException refused)
        {
            // What refuses to connect has said why.
            throw refused;
        }
    }

    /// <summary>The status alone: the body may hold secrets.</summary>
    public override string ToString() => ((int)Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
