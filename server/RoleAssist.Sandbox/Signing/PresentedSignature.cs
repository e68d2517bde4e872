using RoleAssist.Sandbox.Sts;

namespace RoleAssist.Sandbox.Signing;

/// <summary>What a request claims about its own signature; nothing of it is verified yet.</summary>
/// <param name="Credential">Access key id and scope in one, as it was sent.</param>
internal sealed record PresentedSignature(
    string Credential,
    IReadOnlyList<string> SignedHeaders,
    string Signature,
    string Timestamp,
    string? SecurityToken)
{
    public string AccessKeyId => Credential.Split('/', 2)[0];

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

    /// <summary>The key that a request names, for the log of calls; null where it names none that can be read.</summary>
    public static string? ClaimedAccessKeyId(SignableRequest request)
    {
        try
        {
            return Read(request).AccessKeyId;
        }
        catch (StsException)
        {
            return null;
        }
    }
}
