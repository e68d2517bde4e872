using System.Globalization;

namespace RoleAssist.Sandbox.Signing;

/// <summary>Reads a signature from the <c>Authorization</c> header.</summary>
internal static class HeaderAuthentication
{
    public const string Authorization = "Authorization";
    public const string Date = "X-Amz-Date";
    public const string SecurityToken = "X-Amz-Security-Token";
    public const string ContentHash = "x-amz-content-sha256";

    public static PresentedSignature Read(SignableRequest request, string authorization)
    {
        var (algorithm, parameters) = authorization.Trim().Split(' ', 2) is [var first, var rest]
            ? (first, rest)
            : (authorization, "");
        if (algorithm != SignatureV4.Algorithm)
        {
            parameters = "";
        }

        var values = parameters
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var credential = values["Credential"].FirstOrDefault();
        var signedHeaders = values["SignedHeaders"].FirstOrDefault();
        var signature = values["Signature"].FirstOrDefault();
        var timestamp = Timestamp(request);
        if (credential is null || signedHeaders is null || signature is null || timestamp is null)
        {
            throw SigningErrors.IncompleteHeader(authorization, credential, signature, signedHeaders, timestamp);
        }

        return new PresentedSignature(
            credential,
            signedHeaders.Split(';'),
            signature,
            timestamp,
            request.Header(SecurityToken)
        );
    }

    private static string? Timestamp(SignableRequest request)
    {
        if (request.Header(Date) is { } timestamp)
        {
            return timestamp.Trim();
        }

        return request.Header("Date") is { } date
            ? DateTimeOffset.TryParseExact(
                date,
                "r",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
                ? AmzDate.ToText(time)
                : date
            : null;
    }
}
