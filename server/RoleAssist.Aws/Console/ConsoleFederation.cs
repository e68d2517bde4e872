using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Console;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Aws.Console;

/// <summary>
/// Calls the federation endpoint with a form, so that no credentials are part of an address, which servers and proxies
/// log (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html).
/// </summary>
public sealed partial class ConsoleFederation(AwsHttpClients http, RetryPolicy retries) : IConsoleFederation
{
    public Task<string> GetSignInTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        ServiceEndpoint endpoint,
        string profile,
        CancellationToken cancellationToken
    )
    {
        var call = new FederationCall(profile, endpoint);
        return retries.RunAsync(
            stop => AskAsync(credentials, durationSeconds, call, stop),
            call.Translate,
            Idempotency.Idempotent,
            cancellationToken
        );
    }

    private async Task<string> AskAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        FederationCall call,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Endpoint.Url);
        request.Content = new FormUrlEncodedContent(FieldsOf(credentials, durationSeconds));
        var answer = await HttpAnswer
            .OfAsync(
                await http.ForAsync(call.Endpoint, cancellationToken).ConfigureAwait(false),
                request,
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.OK => JsonFields.Parse(answer.Body)?.Text("SigninToken") is { } token
            && Token().IsMatch(token)
                ? token
                : throw call.InvalidResponse("did not send a sign-in token"),
            HttpStatusCode.BadRequest => throw call.Refused(durationSeconds is not null),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw call.Denied((int)answer.Status),
            HttpStatusCode.TooManyRequests => throw call.Throttled(),
            var status => throw call.InvalidResponse($"returned status {(int)status}"),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(AwsCredentials credentials, int? durationSeconds)
    {
        yield return KeyValuePair.Create("Action", "getSigninToken");
        if (durationSeconds is { } seconds)
        {
            yield return KeyValuePair.Create("SessionDuration", seconds.ToString(CultureInfo.InvariantCulture));
        }

        yield return KeyValuePair.Create("Session", SessionOf(credentials));
    }

    private static string SessionOf(AwsCredentials credentials)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("sessionId", credentials.AccessKeyId);
            json.WriteString("sessionKey", credentials.SecretAccessKey);
            json.WriteString("sessionToken", credentials.SessionToken ?? "");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>AWS' tokens are base64url; others may be any text that needs no quoting.</summary>
    [GeneratedRegex(@"^[!-~]{1,8192}\z")]
    private static partial Regex Token();
}
