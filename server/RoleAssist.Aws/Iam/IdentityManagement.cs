using System.Net;
using System.Text;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Aws.Iam;

/// <summary>
/// Calls IAM with its query protocol (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html). The six
/// calls need much less code than IAM's SDK client.
/// </summary>
public sealed class IdentityManagement(AwsHttpClients http, RetryPolicy retries, SkewCorrectedTime time)
    : IIdentityManagement
{
    private const string Version = "2010-05-08";
    private const string Service = "iam";
    private const string FormType = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>A user has two keys. A service with endless pages is none.</summary>
    private const int MaxPages = 10;

    public async Task<IReadOnlyList<ListedKey>> ListAccessKeysAsync(
        IamCaller caller,
        CancellationToken cancellationToken
    )
    {
        const string action = "ListAccessKeys";
        var keys = new List<ListedKey>();
        string? marker = null;
        for (var page = 0; page < MaxPages; page++)
        {
            (string, string)[] more = marker is null ? [] : [("Marker", marker)];
            var (found, next) = await CallAsync(
                    caller,
                    action,
                    [UserName(caller), .. more],
                    Idempotency.Idempotent,
                    answer => ReadPage(answer.ResultOf(action), caller),
                    cancellationToken
                )
                .ConfigureAwait(false);
            keys.AddRange(found);
            if (next is null)
            {
                return keys;
            }

            marker = next;
        }

        throw Translated(new IamRefusedException(null, "", (int)HttpStatusCode.OK), action, caller);
    }

    public async Task<KeyUse?> GetLastUseAsync(
        IamCaller caller,
        string accessKeyId,
        CancellationToken cancellationToken
    )
    {
        const string action = "GetAccessKeyLastUsed";
        return await CallAsync(
                caller,
                action,
                [("AccessKeyId", accessKeyId)],
                Idempotency.Idempotent,
                answer =>
                    answer.Refusal?.Code == IamErrorTranslator.NoSuchEntity
                        ? (true, null)
                        : ReadUse(answer.ResultOf(action)?["AccessKeyLastUsed"], caller),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public Task<UserAccessKey> CreateAccessKeyAsync(IamCaller caller, CancellationToken cancellationToken)
    {
        const string action = "CreateAccessKey";
        return CallAsync(
            caller,
            action,
            [UserName(caller)],
            // Repeated after a lost answer, it would leave a key that nobody knows the secret of.
            Idempotency.NotIdempotent,
            answer => ReadNewKey(answer.ResultOf(action)?["AccessKey"], caller),
            cancellationToken
        )!;
    }

    public Task<bool> DeactivateAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken) =>
        ChangeAsync(caller, "UpdateAccessKey", accessKeyId, [("Status", "Inactive")], cancellationToken);

    public Task<bool> DeleteAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken) =>
        ChangeAsync(caller, "DeleteAccessKey", accessKeyId, [], cancellationToken);

    private Task<bool> ChangeAsync(
        IamCaller caller,
        string action,
        string accessKeyId,
        (string, string)[] more,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            caller,
            action,
            [UserName(caller), ("AccessKeyId", accessKeyId), .. more],
            Idempotency.Idempotent,
            answer =>
                answer.IsDone(action) ? (true, true)
                : answer.Refusal?.Code == IamErrorTranslator.NoSuchEntity ? (true, false)
                : (false, false),
            cancellationToken
        );

    /// <summary>Sessions must name the user (https://github.com/99designs/aws-vault/issues/190).</summary>
    private static (string, string) UserName(IamCaller caller) => ("UserName", caller.User.Name);

    /// <param name="read">Reads an answer; its first value is false for an answer that is not the expected one.</param>
    private async Task<T> CallAsync<T>(
        IamCaller caller,
        string action,
        IEnumerable<(string Name, string Value)> parameters,
        Idempotency idempotency,
        Func<IamAnswer, (bool IsValid, T Value)> read,
        CancellationToken cancellationToken
    )
    {
        var form = string.Join(
            '&',
            parameters
                .Prepend(("Version", Version))
                .Prepend(("Action", action))
                .Select(parameter => $"{parameter.Item1}={Uri.EscapeDataString(parameter.Item2)}")
        );
        var client = await http.ForAsync(caller.Endpoint, cancellationToken).ConfigureAwait(false);
        var ahead = TimeSpan.Zero;
        return await retries
            .RunAsync(
                async stop =>
                {
                    using var request = Signed(caller, Encoding.ASCII.GetBytes(form), time.GetUtcNow() + ahead);
                    using var answer = await IamAnswer.OfAsync(client, request, stop).ConfigureAwait(false);
                    var (isValid, value) = read(answer);
                    if (isValid)
                    {
                        return value;
                    }

                    // An emulator's clock is its own: see SkewCorrectedTime. The next attempt uses it.
                    ahead = answer.Date is { } now ? now - time.GetUtcNow() : ahead;
                    throw new IamRefusedException(
                        answer.Refusal?.Code,
                        answer.Refusal?.Message ?? "",
                        (int)answer.Status
                    );
                },
                fault => IamErrorTranslator.Translate(fault, action, caller),
                idempotency,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static HttpRequestMessage Signed(IamCaller caller, byte[] body, DateTimeOffset now) =>
        SignedRequest.Create(Service, caller.Endpoint, FormType, body, caller.Credentials, now);

    private (bool IsValid, (IReadOnlyList<ListedKey> Keys, string? Marker) Page) ReadPage(
        IamElement? result,
        IamCaller caller
    )
    {
        if (result?["AccessKeyMetadata"] is not { } list)
        {
            return (false, ([], null));
        }

        var keys = new List<ListedKey>();
        foreach (var member in list.Children)
        {
            if (
                member is not { Name: "member" }
                || member["AccessKeyId"]?.Text is not { } id
                || !Identifiers.IsAccessKeyId(id)
                || member["Status"]?.Text is not ("Active" or "Inactive" or "Expired")
                || CreatedOf(member, caller) is not { } created
            )
            {
                return (false, ([], null));
            }

            keys.Add(new ListedKey(id, member["Status"]!.Text == "Active", created));
        }

        return (result["IsTruncated"]?.Text, result["Marker"]?.Text) switch
        {
            ("true", { Length: > 0 } marker) => (true, (keys, marker)),
            ("true", _) => (false, ([], null)),
            _ => (true, (keys, null)),
        };
    }

    private (bool IsValid, UserAccessKey? Key) ReadNewKey(IamElement? key, IamCaller caller) =>
        key?["AccessKeyId"]?.Text is { } id
        && Identifiers.IsAccessKeyId(id)
        && key["SecretAccessKey"]?.Secret is { Length: > 0 } secret
            ? (true, new UserAccessKey(id, SecretBytes.Copy(secret.Span), CreatedOf(key, caller)))
            : (false, null);

    /// <summary>A key that was never used has no date, and the words N/A for the rest.</summary>
    private (bool IsValid, KeyUse? Use) ReadUse(IamElement? use, IamCaller caller) =>
        use switch
        {
            null => (false, null),
            _ when use["LastUsedDate"] is null => (true, null),
            _ when TimeOf(use["LastUsedDate"], caller) is { } last => (
                true,
                new KeyUse(last, WordOf(use["ServiceName"]), WordOf(use["Region"]))
            ),
            _ => (false, null),
        };

    private static string WordOf(IamElement? element) =>
        element is { Text.Length: > 0 } ? Core.Security.DisplayText.FromServer(element.Text) : "unknown";

    private DateTimeOffset? CreatedOf(IamElement key, IamCaller caller) => TimeOf(key["CreateDate"], caller);

    private DateTimeOffset? TimeOf(IamElement? element, IamCaller caller) =>
        IsoTime.Parse(element?.Text) is { } read ? time.FromServer(caller.Endpoint.Url, read) : null;

    private static RoleAssistException Translated(Exception fault, string action, IamCaller caller) =>
        IamErrorTranslator.Translate(fault, action, caller)!;
}
