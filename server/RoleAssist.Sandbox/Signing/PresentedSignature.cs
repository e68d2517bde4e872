using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Signing;

/// <summary>The unverified signature of a request.</summary>
/// <param name="Credential">The access key ID and the scope as one string, as they were sent.</param>
internal sealed record PresentedSignature(
    string Credential,
    IReadOnlyList<string> SignedHeaders,
    string Signature,
    string Timestamp,
    string? SecurityToken
)
{
    public string AccessKeyId => Credential.Split('/', 2)[0];

    /// <summary>Gets the region in the scope; null if the scope has no region.</summary>
    private string? Region => Credential.Split('/') is [_, _, var region, ..] ? region : null;

    /// <summary>Gets the service in the scope; null if the scope has no service.</summary>
    private string? Service => Credential.Split('/') is [_, _, _, var service, ..] ? service : null;

    public static PresentedSignature Read(SignableRequest request)
    {
        var inHeader = request.HeaderValues(HeaderAuthentication.Authorization).ToList();
        var inQuery = QueryAuthentication.IsPresent(request.Query);
        return (inHeader.Count, inQuery) switch
        {
            (0, false) => throw SigningErrors.MissingAuthenticationToken(),
            (0, true) => QueryAuthentication.Read(request),
            (1, false) => HeaderAuthentication.Read(request, inHeader[0]),
            _ => throw SigningErrors.TwoSignatures(),
        };
    }

    /// <summary>
    /// Gets the access key ID in a request, for the call log; null if there is none or it cannot be read.
    /// </summary>
    public static string? ClaimedAccessKeyId(SignableRequest request) => TryRead(request)?.AccessKeyId;

    /// <summary>Gets the service that a request is signed for; null if it is not signed or cannot be read.</summary>
    public static string? ClaimedService(SignableRequest request) => TryRead(request)?.Service;

    /// <summary>Gets the region that a request is signed for; null if it is not signed or cannot be read.</summary>
    public static string? ClaimedRegion(SignableRequest request) => TryRead(request)?.Region;

    /// <summary>Gets the signature of a request; null if there is none or it cannot be read.</summary>
    public static PresentedSignature? TryRead(SignableRequest request)
    {
        try
        {
            return Read(request);
        }
        catch (ServiceException)
        {
            return null;
        }
    }
}
