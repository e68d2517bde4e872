namespace RoleAssist.Sandbox.Signing;

/// <summary>Reads a signature from the query of a presigned request.</summary>
internal static class QueryAuthentication
{
    public const string Signature = "X-Amz-Signature";
    public const string SecurityToken = "X-Amz-Security-Token";
    private static readonly string[] RequiredParameters =
    [
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-SignedHeaders",
        Signature,
    ];

    public static bool IsPresent(string query)
    {
        var values = Parameters(query);
        return RequiredParameters.Any(values.Contains);
    }

    public static PresentedSignature Read(SignableRequest request)
    {
        var values = Parameters(request.Query);
        var missing = RequiredParameters.Where(name => !values.Contains(name)).ToList();
        if (missing.Count > 0 || values["X-Amz-Algorithm"].First() != SignatureV4.Algorithm)
        {
            throw SigningErrors.IncompleteQuery(missing);
        }

        return new PresentedSignature(
            values["X-Amz-Credential"].First(),
            values["X-Amz-SignedHeaders"].First().Split(';'),
            values[Signature].First(),
            values["X-Amz-Date"].First(),
            values[SecurityToken].FirstOrDefault()
        );
    }

    private static ILookup<string, string> Parameters(string query) =>
        query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(
                pair => UriEncoding.DecodeText(pair[0]),
                pair => pair.Length == 2 ? UriEncoding.DecodeText(pair[1]) : "",
                StringComparer.Ordinal
            );
}
