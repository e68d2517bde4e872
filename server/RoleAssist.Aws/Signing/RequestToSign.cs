namespace RoleAssist.Aws.Signing;

/// <summary>The parts of a request that a signature covers.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and query as they are sent.</param>
/// <param name="Headers">The headers to sign. All are signed, and one of them must be the host.</param>
/// <param name="Body">The body.</param>
internal sealed record RequestToSign(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body
);
