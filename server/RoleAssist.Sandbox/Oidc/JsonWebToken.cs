using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RoleAssist.Sandbox.Oidc;

/// <summary>An unverified JSON Web Token (RFC 7519) in compact form.</summary>
/// <param name="SignedText">The header and claims as they were sent.</param>
internal sealed record JsonWebToken(
    string? Algorithm,
    string? KeyId,
    JsonElement Claims,
    string SignedText,
    byte[] Signature
)
{
    /// <summary>Times, which are numbers; all other claims of a build are text.</summary>
    private static readonly string[] TimeClaims = ["exp", "iat", "nbf"];

    public static string Create(SigningKey key, JwtClaims claims) =>
        Create(key, JsonSerializer.SerializeToUtf8Bytes(claims, OidcJsonContext.CamelCase.JwtClaims));

    /// <summary>Creates a token of named claims; one with several values becomes a list.</summary>
    public static string Create(SigningKey key, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> claims)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in claims)
            {
                writer.WritePropertyName(name);
                Write(writer, name, values);
            }

            writer.WriteEndObject();
        }

        return Create(key, json.ToArray());
    }

    private static string Create(SigningKey key, byte[] claims)
    {
        var header = new JwtHeader(SigningKey.Algorithm, key.Id, "JWT");
        var text =
            Encode(JsonSerializer.SerializeToUtf8Bytes(header, OidcJsonContext.CamelCase.JwtHeader))
            + "."
            + Encode(claims);
        return text + "." + Encode(key.Sign(text));
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values is not [var single])
        {
            writer.WriteStartArray();
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }
        else if (TimeClaims.Contains(name) && long.TryParse(single, CultureInfo.InvariantCulture, out var seconds))
        {
            writer.WriteNumberValue(seconds);
        }
        else
        {
            writer.WriteStringValue(single);
        }
    }

    /// <summary>Parses a token; returns null if the text is not one.</summary>
    public static JsonWebToken? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || !parts.All(part => Base64Url.IsValid(part)))
        {
            return null;
        }

        return Json(parts[0]) is { } header && Json(parts[1]) is { } claims
            ? new JsonWebToken(
                Text(header, "alg"),
                Text(header, "kid"),
                claims,
                $"{parts[0]}.{parts[1]}",
                Base64Url.DecodeFromChars(parts[2])
            )
            : null;
    }

    public string? Claim(string name) => Text(Claims, name);

    /// <summary>Gets a time claim in seconds since 1970; a fraction is allowed.</summary>
    public long? TimeClaim(string name) =>
        Claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
            ? (long)seconds
            : null;

    /// <summary>Gets a claim that is a string or a list of strings, such as the audience.</summary>
    public IReadOnlyList<string> TextsClaim(string name) =>
        Claims.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => [value.GetString()!],
                JsonValueKind.Array =>
                [
                    .. value
                        .EnumerateArray()
                        .Where(item => item.ValueKind == JsonValueKind.String)
                        .Select(item => item.GetString()!),
                ],
                _ => [],
            }
            : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Json(string encoded)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded)));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

/// <summary>The header of a token.</summary>
internal sealed record JwtHeader(string Alg, string Kid, string Typ);

/// <summary>The claims of a token: issuer, subject, audience and times.</summary>
internal sealed record JwtClaims(string Iss, string Sub, string Aud, long Iat, long Exp);
