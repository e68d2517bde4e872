using System.Text.RegularExpressions;

namespace RoleAssist.Core.Credentials;

/// <summary>
/// Validates identifiers that a server returns. They are displayed, logged and put into environments, so only printable
/// ASCII of a limited length is accepted. Emulators use their own forms of accounts and keys, so the exact form is not
/// checked (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
/// </summary>
public static partial class Identifiers
{
    /// <summary>The maximum length of a session token; AWS specifies none.</summary>
    private const int MaxTokenLength = 64 * 1024;

    public static bool IsArn(string? text) => text is not null && ArnForm().IsMatch(text) && !IsLink(text);

    /// <summary>Accepts the 12 digits of AWS, and the tenants of Ceph, which may be empty.</summary>
    public static bool IsAccount(string? text) => text is not null && AccountForm().IsMatch(text);

    /// <summary>
    /// Accepts the 12 digits of AWS only, for services that no emulator has with another form: the ID becomes part of a
    /// role's ARN, and of a request for its roles.
    /// </summary>
    public static bool IsAwsAccount(string? text) => text is { Length: 12 } && text.All(char.IsAsciiDigit);

    public static bool IsUserId(string? text) => text is not null && UserIdForm().IsMatch(text) && !IsLink(text);

    public static bool IsAccessKeyId(string? text) => text is not null && AccessKeyIdForm().IsMatch(text);

    /// <summary>Accepts a secret access key or a session token: printable ASCII, as both are sent in headers.</summary>
    public static bool IsSecret(string? text) =>
        text is { Length: > 0 and <= MaxTokenLength } && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>Accepts a token or a client of OAuth: visible ASCII (RFC 6749, appendix A, without the space).</summary>
    public static bool IsToken(string? text) =>
        text is { Length: > 0 and <= MaxTokenLength } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>Whether all parts of the credentials are valid.</summary>
    public static bool AreCredentials(string? accessKeyId, string? secretAccessKey, string? sessionToken) =>
        IsAccessKeyId(accessKeyId) && IsSecret(secretAccessKey) && (sessionToken is null || IsSecret(sessionToken));

    private static bool IsLink(string text) => text.Contains("](", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^arn:[a-z0-9-]{1,32}:[a-z0-9-]{1,32}:[a-z0-9-]{0,32}:[\w$-]{0,64}:[!-;=?-~]{1,1600}\z",
        RegexOptions.ECMAScript
    )]
    private static partial Regex ArnForm();

    [GeneratedRegex(@"^[\w$-]{0,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^[!-;=?-~]{1,256}\z")]
    private static partial Regex UserIdForm();

    [GeneratedRegex(@"^[\w.+=@$/-]{1,1024}\z", RegexOptions.ECMAScript)]
    private static partial Regex AccessKeyIdForm();
}
