using System.Net;
using RoleAssist.Aws.Files;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Metadata;

/// <summary>
/// Requests credentials from a container's credentials endpoint
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
internal sealed class ContainerCredentials(MetadataHttpClients http, RetryPolicy retries)
{
    private const int LongestToken = 64 * 1024;

    /// <summary>The agent may have to call STS before it answers.</summary>
    private static readonly RetryBudget Budget = new(3, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

    public Task<AwsCredentials> GetAsync(ContainerSource source, CancellationToken cancellationToken)
    {
        var call = new ServiceCall(
            source.Profile,
            $"the container credentials endpoint {source.Url.GetLeftPart(UriPartial.Path)}",
            "Check the AWS_CONTAINER_CREDENTIALS_* variables and that the agent is running."
        );
        return call.RunAsync(retries, Budget, stop => AskAsync(source, call, stop), cancellationToken);
    }

    private async Task<AwsCredentials> AskAsync(
        ContainerSource source,
        ServiceCall call,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, source.Url);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (await TokenOfAsync(source, cancellationToken).ConfigureAwait(false) is { } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        var answer = await HttpAnswer.OfAsync(http.Container, request, cancellationToken).ConfigureAwait(false);
        var fields = JsonFields.Parse(answer.Body);
        return answer.IsOk
            ? (fields is { } document ? ServedCredentials.Read(document) : null)
                ?? throw call.InvalidResponse(
                    ServedCredentials.Complaint(fields) is { } said
                        ? $"reported \"{said}\""
                        : "did not send valid credentials"
                )
            : throw Refused(answer, ServedCredentials.Complaint(fields), call);
    }

    private static RoleAssistException Refused(HttpAnswer answer, string? said, ServiceCall call)
    {
        var what =
            $"{call.Service} returned status "
            + $"{(int)answer.Status}{(said is null ? "" : $" and reported \"{said}\"")}";
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => call.Error(
                ErrorCode.AccessDenied,
                what,
                "Check AWS_CONTAINER_AUTHORIZATION_TOKEN or the file in AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE."
            ),
            HttpStatusCode.TooManyRequests => call.Error(ErrorCode.Throttled, what, "Wait a minute and try again."),
            _ when answer.IsServerFault => call.Error(ErrorCode.ServiceUnavailable, what, "Try again in a moment."),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => call.Error(
                ErrorCode.RequestRejected,
                $"{what}; redirects are not followed",
                call.UnreachableHint
            ),
            _ => call.Error(ErrorCode.RequestRejected, what, call.UnreachableHint),
        };
    }

    /// <summary>
    /// Gets the authorization token. The file takes precedence over the variable, because its token may be replaced.
    /// </summary>
    private static async Task<string?> TokenOfAsync(ContainerSource source, CancellationToken cancellationToken)
    {
        if (source.AuthorizationTokenFile is not { } file)
        {
            return source.AuthorizationToken;
        }

        const string setting = AwsVariables.ContainerAuthorizationTokenFile;
        var token = await TokenFile
            .ReadAsync(file, LongestToken, setting, source.Profile, cancellationToken)
            .ConfigureAwait(false);
        // A line break would start another header.
        return token.AsSpan().IndexOfAny('\r', '\n') < 0
            ? token
            : throw new RoleAssistException(
                ErrorCode.CredentialSourceFailed,
                $"The token file {file} (from {setting}) contains more than one line, which is invalid in a header.",
                "Check that the file contains only the token."
            )
            {
                Profile = source.Profile,
            };
    }
}
