using System.Security.Cryptography;
using System.Text;
using RoleAssist.Sandbox.Sts;

namespace RoleAssist.Sandbox.Signing;

/// <summary>The errors of STS for missing and invalid signatures.</summary>
internal static class SigningErrors
{
    public static StsException MissingAuthenticationToken() =>
        new(403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    public static StsException TwoSignatures() =>
        Incomplete("Only one of an Authorization header and a signature in the query may be given, and only once.");

    public static StsException IncompleteHeader(
        string authorization,
        string? credential,
        string? signature,
        string? signedHeaders,
        string? timestamp
    )
    {
        var message = new StringBuilder();
        foreach (
            var (name, value) in new[]
            {
                ("Credential", credential),
                ("Signature", signature),
                ("SignedHeaders", signedHeaders),
            }
        )
        {
            if (value is null)
            {
                message.Append("Authorization header requires '").Append(name).Append("' parameter. ");
            }
        }

        if (timestamp is null)
        {
            message.Append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }

        // The header may contain a password for something else, so return only its hash.
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(authorization)));
        return Incomplete($"{message}(Hashed with SHA-256 and encoded with Base64) Authorization={hash}");
    }

    public static StsException IncompleteQuery(IReadOnlyList<string> missing) =>
        Incomplete(
            missing.Count > 0
                ? $"AWS query-string parameters must include {string.Join(", ", missing.Select(name => $"'{name}'"))}. Re-examine the query-string parameters."
                : $"Unsupported AWS 'algorithm': only '{SignatureV4.Algorithm}' is known."
        );

    public static StsException MalformedCredential(string credential) =>
        Incomplete(
            $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'"
        );

    public static StsException MalformedDate(string date) =>
        Incomplete($"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");

    public static StsException SignatureDoesNotMatch() =>
        Mismatch(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
                + "and signing method. Consult the service documentation for details."
        );

    public static StsException Mismatch(string message) => new(403, "SignatureDoesNotMatch", message);

    private static StsException Incomplete(string message) => new(400, "IncompleteSignature", message);
}
