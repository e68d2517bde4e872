using System.Net;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Vault;

namespace RoleAssist.Aws.Iam;

/// <summary>An answer of IAM.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Root">The document; null if the answer is no valid XML.</param>
/// <param name="Date">The service's time; null if it sent none.</param>
internal sealed record IamAnswer(HttpStatusCode Status, IamElement? Root, DateTimeOffset? Date) : IDisposable
{
    /// <summary>A user has two keys; other content may be endless.</summary>
    private const int MaxBytes = 64 * 1024;

    private const string Namespace = "https://iam.amazonaws.com/doc/2010-05-08/";

    /// <summary>Sends a request and reads the answer into memory that is overwritten: it may contain a secret.</summary>
    public static async Task<IamAnswer> OfAsync(
        HttpClient client,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var response = await HttpAnswer.SendAsync(client, request, cancellationToken).ConfigureAwait(false);
        using var buffer = new SecretBytes(MaxBytes + 1);
        var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var length = await content
            .ReadAtLeastAsync(buffer.Array, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return new IamAnswer(
            response.StatusCode,
            length > MaxBytes ? null : IamElement.Parse(buffer.Array, length),
            response.Headers.Date
        );
    }

    /// <summary>Returns the result of an action; null if this is not an answer to it.</summary>
    public IamElement? ResultOf(string action) =>
        Root is { Namespace: Namespace } && Root.Name == $"{action}Response" ? Root[$"{action}Result"] : null;

    /// <summary>Whether this is the answer to an action without a result.</summary>
    public bool IsDone(string action) =>
        Status == HttpStatusCode.OK && Root is { Namespace: Namespace } && Root.Name == $"{action}Response";

    /// <summary>Gets the code and message of a refusal; null if this is none.</summary>
    public (string Code, string Message)? Refusal =>
        Root is { Name: "ErrorResponse" }
        && Root["Error"] is { } error
        && error["Code"] is { Text: { Length: > 0 } code }
            ? (code, error["Message"]?.Text ?? "")
            : null;

    public void Dispose() => Root?.Dispose();

    /// <summary>Returns only the status: the document may contain a secret.</summary>
    public override string ToString() => ((int)Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
