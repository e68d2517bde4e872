using System.Text.RegularExpressions;

namespace RoleAssist.Core.Credentials;

/// <summary>
/// Whether identifiers that a server hands back can be believed. They are shown, logged and put into environments, so
/// nothing but printable ASCII of a sensible length counts. Emulators make up accounts and keys of their own, so their
/// exact form is not asked for (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
/// </summary>
public static partial class Identifiers
{
    /// <summary>The longest session token that is believed; AWS sets no limit.</summary>
    private const int MaxTokenLength = 64 * 1024;

    public static bool IsArn(string? text) => text is not null && ArnForm().IsMatch(text) && !IsLink(text);

    /// <summary>12 digits at AWS; Ceph has names of its own, or none.</summary>
    public static bool IsAccount(string? text) => text is not null && AccountForm().IsMatch(text);

    public static bool IsUserId(string? text) => text is not null && UserIdForm().IsMatch(text) && !IsLink(text);

    public static bool IsAccessKeyId(string? text) => text is not null && AccessKeyIdForm().IsMatch(text);

    /// <summary>A secret access key or a session token. Both travel in headers, which take printable ASCII only.</summary>
    public static bool IsSecret(string? text) =>
        text is { Length: > 0 and <= MaxTokenLength } && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>Whether all that is there of temporary credentials can be believed.</summary>
    public static bool AreCredentials(string? accessKeyId, string? secretAccessKey, string? sessionToken) =>
        IsAccessKeyId(accessKeyId) && IsSecret(secretAccessKey) && (sessionToken is null || IsSecret(sessionToken));

    private static bool IsLink(string text) => text.Contains("](", StringComparison.Ordinal);

    [GeneratedRegex(@"^arn:[a-z0-9-]{1,32}:[a-z0-9-]{1,32}:[a-z0-9-]{0,32}:[\w$-]{0,64}:[!-;=?-~]{1,1600}\z", RegexOptions.ECMAScript)]
    private static partial Regex ArnForm();

    [GeneratedRegex(@"^[\w$-]{0,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^[!-;=?-~]{1,256}\z")]
    private static partial Regex UserIdForm();

    [GeneratedRegex(@"^[\w.+=@$/-]{1,1024}\z", RegexOptions.ECMAScript)]
    private static partial Regex AccessKeyIdForm();
}
