using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;

namespace RoleAssist.Aws.Sso;

/// <summary>What the token service of Identity Center answered: fields, or a refusal.</summary>
/// <param name="Fields">The fields of the body; null if it is no JSON object.</param>
/// <param name="Refusal">Why it refused; null if it did not.</param>
internal sealed record OidcReply(JsonFields? Fields, OidcRefusal? Refusal)
{
    private const string ExceptionSuffix = "Exception";

    /// <summary>Gets the service's words about a refusal, which come from outside.</summary>
    public string? Description => Fields?.Text("error_description") ?? Fields?.Text("message");

    /// <summary>
    /// Reads an answer below status 500. Errors are named twice: in OAuth's words (RFC 6749, section 5.2) and by AWS'
    /// exception.
    /// </summary>
    public static OidcReply Of(HttpAnswer answer)
    {
        var fields = JsonFields.Parse(answer.Body);
        return new OidcReply(fields, answer.IsOk ? null : RefusalOf(fields, answer.ErrorType));
    }

    private static OidcRefusal RefusalOf(JsonFields? fields, string? type)
    {
        var name = fields?.Text("error") ?? type ?? fields?.Text("__type")?.Split('#')[^1] ?? "";
        if (name.EndsWith(ExceptionSuffix, StringComparison.Ordinal))
        {
            name = name[..^ExceptionSuffix.Length];
        }

        return name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
        {
            "AUTHORIZATIONPENDING" => OidcRefusal.Pending,
            "SLOWDOWN" => OidcRefusal.SlowDown,
            "EXPIREDTOKEN" => OidcRefusal.Expired,
            "ACCESSDENIED" => OidcRefusal.Denied,
            "INVALIDGRANT" => OidcRefusal.InvalidGrant,
            "INVALIDCLIENT" or "UNAUTHORIZEDCLIENT" => OidcRefusal.InvalidClient,
            _ => OidcRefusal.Other,
        };
    }

    /// <summary>Returns no field: they may be secrets.</summary>
    public override string ToString() => Refusal?.ToString() ?? "accepted";
}

/// <summary>Why the token service refused (RFC 6749, section 5.2, and RFC 8628, section 3.5).</summary>
internal enum OidcRefusal
{
    Other,

    /// <summary>The user has not finished.</summary>
    Pending,

    /// <summary>The user has not finished, and the client asks too often.</summary>
    SlowDown,

    /// <summary>The time is up.</summary>
    Expired,

    /// <summary>The user refused.</summary>
    Denied,

    /// <summary>The code or the refresh token is not valid any more.</summary>
    InvalidGrant,

    /// <summary>The service no longer knows the client.</summary>
    InvalidClient,
}
