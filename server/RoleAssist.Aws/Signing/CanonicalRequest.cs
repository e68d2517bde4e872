using System.Security.Cryptography;
using System.Text;

namespace RoleAssist.Aws.Signing;

/// <summary>
/// The form of a request in which client and service compute the same signature
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// </summary>
/// <param name="Text">The canonical request.</param>
/// <param name="SignedHeaders">The names of the signed headers.</param>
internal sealed record CanonicalRequest(string Text, string SignedHeaders)
{
    public static CanonicalRequest Create(RequestToSign request, bool normalizePath = true)
    {
        var mark = request.Target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (request.Target, "") : (request.Target[..mark], request.Target[(mark + 1)..]);
        var headers = request
            .Headers.GroupBy(header => header.Key.Trim().ToLowerInvariant(), header => Trimmed(header.Value))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', headers.Select(header => header.Key));
        var lines = string.Concat(headers.Select(header => $"{header.Key}:{string.Join(',', header)}\n"));
        var body = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        return new CanonicalRequest(
            $"{request.Method}\n{PathOf(path, normalizePath)}\n{QueryOf(query)}\n{lines}\n{names}\n{body}",
            names
        );
    }

    /// <summary>Returns the path, encoded once more: services other than S3 decode it before they sign it.</summary>
    private static string PathOf(string path, bool normalize)
    {
        var segments = (path.Length == 0 ? "/" : path).Split('/').ToList();
        if (normalize)
        {
            var isFolder = segments[^1] is "" or "." or "..";
            var kept = new List<string>();
            foreach (var segment in segments.Where(segment => segment is not ("" or ".")))
            {
                if (segment != "..")
                {
                    kept.Add(segment);
                }
                else if (kept.Count > 0)
                {
                    kept.RemoveAt(kept.Count - 1);
                }
            }

            segments = ["", .. kept, .. isFolder || kept.Count == 0 ? [""] : Array.Empty<string>()];
        }

        return string.Join('/', segments.Select(Encode));
    }

    /// <summary>Returns the parameters in the order of their encoded names, then of their values.</summary>
    private static string QueryOf(string query) =>
        string.Join(
            '&',
            query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(parameter => parameter.Split('=', 2))
                .Select(parts => (Name: EncodeOnce(parts[0]), Value: EncodeOnce(parts.ElementAtOrDefault(1) ?? "")))
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
                .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
                .Select(parameter => $"{parameter.Name}={parameter.Value}")
        );

    private static string EncodeOnce(string text) => Encode(Uri.UnescapeDataString(text));

    /// <summary>Encodes everything but the unreserved characters of RFC 3986.</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>Returns a header's value without outer blanks and with inner ones shortened.</summary>
    private static string Trimmed(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var word in value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(text.Length == 0 ? "" : " ").Append(word);
        }

        return text.ToString();
    }
}
