using System.Security.Cryptography;
using System.Text;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Signing;

/// <summary>The errors of STS and IAM for missing and invalid signatures.</summary>
internal static class SigningErrors
{
    public static ServiceException MissingAuthenticationToken() =>
        new(403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    public static ServiceException TwoSignatures() =>
        Incomplete("Only one of an Authorization header and a signature in the query may be given, and only once.");

    public static ServiceException IncompleteHeader(
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

    public static ServiceException IncompleteQuery(IReadOnlyList<string> missing) =>
        Incomplete(
            missing.Count > 0
                ? $"AWS query-string parameters must include {string.Join(", ", missing.Select(name => $"'{name}'"))}. Re-examine the query-string parameters."
                : $"Unsupported AWS 'algorithm': only '{SignatureV4.Algorithm}' is known."
        );

    public static ServiceException MalformedCredential(string credential) =>
        Incomplete(
            $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'"
        );

    public static ServiceException MalformedDate(string date) =>
        Incomplete($"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");

    public static ServiceException SignatureDoesNotMatch() =>
        Mismatch(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
                + "and signing method. Consult the service documentation for details."
        );

    public static ServiceException Mismatch(string message) => new(403, "SignatureDoesNotMatch", message);

    private static ServiceException Incomplete(string message) => new(400, "IncompleteSignature", message);
}
