namespace RoleAssist.Core.AgentTools;

/// <summary>Which names of members, variables and columns say that their value is a secret.</summary>
internal static class SecretNames
{
    /// <summary>What such names end with, in small letters and without what joins words.</summary>
    private static readonly string[] Kinds =
    [
        "accesskey",
        "activationcode",
        "activationkey",
        "apikey",
        "authcode",
        "authkey",
        "authorizedurl",
        "authorizationurl",
        "billingtoken",
        "connectionstring",
        "credential",
        "credentials",
        "keymaterial",
        "loginurl",
        "passphrase",
        "passwd",
        "password",
        "plaintext",
        "presharedkey",
        "presignedurl",
        "privatekey",
        "secret",
        "secretkey",
        "secretcode",
        "seed",
        "sharedkey",
        "signedurl",
        "streamkey",
        "token",
    ];

    /// <summary>What may follow the kind, as in <c>SecretString</c>.</summary>
    private static readonly string[] Forms =
    [
        "base64",
        "binary",
        "blob",
        "content",
        "data",
        "plaintext",
        "presigned",
        "string",
        "value",
    ];

    /// <summary>What comes before <c>token</c> where it only marks a place, a version or a request.</summary>
    private static readonly string[] Marks =
    [
        "block",
        "callback",
        "change",
        "checkpoint",
        "chunk",
        "client",
        "clientrequest",
        "conditional",
        "continuation",
        "copyproduct",
        "creation",
        "feedback",
        "hooksrequest",
        "idempotency",
        "inprogress",
        "lock",
        "loganomaly",
        "marker",
        "next",
        "nodeassociationstatus",
        "object",
        "page",
        "pagination",
        "portfolioshare",
        "preview",
        "purchase",
        "registration",
        "request",
        "result",
        "retrieval",
        "sequence",
        "starting",
        "sync",
        "unexpected",
        "update",
        "updated",
        "validation",
        "verification",
        "version",
        "workunit",
    ];

    /// <summary>Whether a value with this name is a secret, as far as names tell.</summary>
    public static bool IsSecret(ReadOnlySpan<char> name)
    {
        Span<char> plain = stackalloc char[Math.Min(name.Length, 128)];
        var length = 0;
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character) && length < plain.Length)
            {
                plain[length++] = char.ToLowerInvariant(character);
            }
        }

        ReadOnlySpan<char> text = plain[..length];
        foreach (var form in Forms)
        {
            if (text.Length > form.Length && text.EndsWith(form) && EndsWithKind(text[..^form.Length]))
            {
                return true;
            }
        }

        return EndsWithKind(text);
    }

    private static bool EndsWithKind(ReadOnlySpan<char> name)
    {
        foreach (var kind in Kinds)
        {
            if (name.EndsWith(kind))
            {
                return kind != "token" || !EndsWithMark(name[..^kind.Length]);
            }
        }

        return false;
    }

    private static bool EndsWithMark(ReadOnlySpan<char> name)
    {
        foreach (var mark in Marks)
        {
            if (name.EndsWith(mark))
            {
                return true;
            }
        }

        return false;
    }
}
