using System.Buffers.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>
/// Reads the parts of a signed text, of which there must be only one reading: Base64 without anything extra, and objects
/// without duplicate members.
/// </summary>
internal static partial class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>Decodes Base64 for URLs; returns null for anything else, even white space or padding.</summary>
    public static byte[]? Decode(string text)
    {
        if (!Base64UrlText().IsMatch(text) || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }

    /// <summary>Reads an object in Base64; returns null for anything else.</summary>
    public static JsonElement? ReadObject(string base64)
    {
        if (Decode(base64) is not { } bytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Gets a text of an object; null if it is absent, something else, or not valid Unicode.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex Base64UrlText();
}
