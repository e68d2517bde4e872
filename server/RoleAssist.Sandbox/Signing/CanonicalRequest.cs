using System.Security.Cryptography;
using System.Text;

namespace RoleAssist.Sandbox.Signing;

/// <summary>How canonicalization differs between services.</summary>
/// <param name="NormalizePath">
/// Whether to remove <c>.</c>, <c>..</c> and empty segments from the path, as all services except S3 do.
/// </param>
/// <param name="OmitSessionToken">
/// Whether the session token was added to the query after signing, as a few services require.
/// </param>
internal sealed record CanonicalizationOptions(bool NormalizePath = true, bool OmitSessionToken = false)
{
    public static CanonicalizationOptions Sts { get; } = new();
}

/// <summary>
/// Builds the canonical request of Signature Version 4
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// </summary>
internal static class CanonicalRequest
{
    public static string Build(
        SignableRequest request,
        IEnumerable<string> signedHeaders,
        CanonicalizationOptions options
    )
    {
        var names = signedHeaders
            .Select(name => name.ToLowerInvariant())
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var text = new StringBuilder()
            .Append(request.Method)
            .Append('\n')
            .Append(
                UriEncoding.Encode(options.NormalizePath ? NormalizePath(request.Path) : request.Path, keepSlash: true)
            )
            .Append('\n')
            .Append(Query(request.Query, options))
            .Append('\n');
        foreach (var name in names)
        {
            text.Append(name)
                .Append(':')
                .AppendJoin(',', request.HeaderValues(name).Select(CollapseSpaces))
                .Append('\n');
        }

        return text.Append('\n').AppendJoin(';', names).Append('\n').Append(HashOf(request.Body)).ToString();
    }

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string NormalizePath(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        var normalized = "/" + string.Join('/', segments);
        return path.EndsWith('/') && segments.Count > 0 ? normalized + "/" : normalized;
    }

    private static string Query(string query, CanonicalizationOptions options) =>
        string.Join(
            '&',
            QueryPairs(query)
                .Where(pair =>
                    pair.Name != QueryAuthentication.Signature
                    && !(options.OmitSessionToken && pair.Name == QueryAuthentication.SecurityToken)
                )
                .OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")
        );

    private static IEnumerable<(string Name, string Value)> QueryPairs(string query) =>
        from part in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let pair = part.Split('=', 2)
        select (Recode(pair[0]), pair.Length == 2 ? Recode(pair[1]) : "");

    /// <summary>
    /// Decodes and encodes again, because clients encode the query in different ways and only one is canonical.
    /// </summary>
    private static string Recode(string text) => UriEncoding.Encode(UriEncoding.Decode(text));

    private static string CollapseSpaces(string value) =>
        string.Join(' ', value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
