using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The policies and tags that restrict a session. They must be well-formed and not too large.</summary>
public sealed record SessionPolicies(
    string? Policy,
    IReadOnlyList<string> PolicyArns,
    IReadOnlyList<KeyValuePair<string, string>> Tags
)
{
    /// <summary>
    /// AWS does not publish its packed format; compression to this many bytes is a good approximation.
    /// </summary>
    private const int PackedBytes = 1024;
    private const int PlainCharacters = 2048;

    /// <summary>Gets the used share of the allotted space in percent, or null if there is nothing to pack.</summary>
    public int? PackedSize()
    {
        if (Policy is null && PolicyArns.Count == 0 && Tags.Count == 0)
        {
            return null;
        }

        if (Policy is not null)
        {
            CheckGrammar(Policy);
        }

        var plain = (Policy?.Length ?? 0) + PolicyArns.Sum(arn => arn.Length);
        var percent = Math.Max(Percent(plain, PlainCharacters), Percent(CompressedSize(), PackedBytes));
        return percent <= 100
            ? percent
            : throw new ServiceException(
                400,
                "PackedPolicyTooLarge",
                $"Packed policy consumes {percent}% of allotted space, please use smaller policy."
            );
    }

    private static int Percent(int used, int allotted) => (used * 100 + allotted - 1) / allotted;

    private int CompressedSize()
    {
        var text = new StringBuilder(Policy).AppendJoin('\n', PolicyArns);
        foreach (var (key, value) in Tags)
        {
            text.Append('\n').Append(key).Append('=').Append(value);
        }

        using var packed = new MemoryStream();
        using (var compression = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            compression.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }

        return (int)packed.Length;
    }

    private static void CheckGrammar(string policy)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            if (!IsPolicy(document.RootElement))
            {
                throw new ServiceException(400, "MalformedPolicyDocument", "Syntax errors in policy.");
            }
        }
        catch (JsonException)
        {
            throw new ServiceException(400, "MalformedPolicyDocument", "This policy contains invalid Json");
        }
    }

    private static bool IsPolicy(JsonElement policy) =>
        policy.ValueKind == JsonValueKind.Object
        && (!policy.TryGetProperty("Version", out var version) || IsOneOf(version, "2012-10-17", "2008-10-17"))
        && policy.TryGetProperty("Statement", out var statement)
        && (
            statement.ValueKind == JsonValueKind.Array
                ? statement.GetArrayLength() > 0 && statement.EnumerateArray().All(IsStatement)
                : IsStatement(statement)
        );

    /// <summary>
    /// Whether the element is a valid statement. A session policy applies to its session, so it must not have a
    /// principal.
    /// </summary>
    private static bool IsStatement(JsonElement statement) =>
        statement.ValueKind == JsonValueKind.Object
        && statement.TryGetProperty("Effect", out var effect)
        && IsOneOf(effect, "Allow", "Deny")
        && (IsTextOrList(statement, "Action") || IsTextOrList(statement, "NotAction"))
        && (IsTextOrList(statement, "Resource") || IsTextOrList(statement, "NotResource"))
        && !statement.TryGetProperty("Principal", out _)
        && !statement.TryGetProperty("NotPrincipal", out _);

    private static bool IsTextOrList(JsonElement statement, string name) =>
        statement.TryGetProperty(name, out var value)
        && (
            value.ValueKind == JsonValueKind.String
            || (
                value.ValueKind == JsonValueKind.Array
                && value.GetArrayLength() > 0
                && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            )
        );

    private static bool IsOneOf(JsonElement value, params ReadOnlySpan<string> texts) =>
        value.ValueKind == JsonValueKind.String && texts.Contains(value.GetString());
}
