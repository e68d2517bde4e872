using System.Net;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Metadata;

/// <summary>
/// Requests an EC2 instance's role credentials from its metadata service: first a session token, which only programs on
/// the instance can get, then the role's name, then the credentials
/// (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html).
/// </summary>
internal sealed class InstanceMetadataCredentials(MetadataHttpClients http, RetryPolicy retries)
{
    private const string TokenPath = "latest/api/token";
    private const string RolePath = "latest/meta-data/iam/security-credentials/";
    private const string ExtendedRolePath = "latest/meta-data/iam/security-credentials-extended/";
    private const string TokenHeader = "x-aws-ec2-metadata-token";
    private const string LifetimeHeader = "x-aws-ec2-metadata-token-ttl-seconds";
    private const string TokenSeconds = "21600";

    private static readonly ErrorCode[] Silence = [ErrorCode.ServiceUnreachable, ErrorCode.ServiceTimeout];

    public async Task<AwsCredentials> GetAsync(InstanceMetadataSource source, CancellationToken cancellationToken)
    {
        var conversation = new Conversation(source, http.Instance, retries);
        try
        {
            return await conversation.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RoleAssistException fault)
            when (source.Profile is null && (Silence.Contains(fault.Code) || conversation.IsTurnedAway))
        {
            // The configuration does not specify an instance role; the metadata service was only the last resort on a
            // machine without credentials.
            throw new RoleAssistException(
                ErrorCode.CredentialsMissing,
                "No credentials found in the environment, the default profile, a container credentials endpoint or the "
                    + "instance metadata service.",
                "Add a profile to the config file and select it, or try the sandbox (roleassist sandbox).",
                fault
            );
        }
    }

    /// <summary>The requests for one set of credentials, which share a session token.</summary>
    private sealed class Conversation(InstanceMetadataSource source, HttpClient client, RetryPolicy retries)
    {
        private readonly ServiceCall _call = new(
            source.Profile,
            $"the instance metadata service at {source.Url.GetLeftPart(UriPartial.Authority)}",
            "Check that this is an EC2 instance and that its metadata options allow access from this program."
        );

        private readonly RetryBudget _budget = new(
            source.Attempts,
            source.Timeout,
            source.Timeout * source.Attempts * 2
        );
        private string? _token;

        /// <summary>Whether the service refused a session token, as it does when metadata is turned off.</summary>
        public bool IsTurnedAway { get; private set; }

        public async Task<AwsCredentials> GetAsync(CancellationToken cancellationToken)
        {
            _token = await TokenAsync(cancellationToken).ConfigureAwait(false);
            var role =
                source.InstanceProfile ?? RoleIn(await ReadAsync(RolePath, cancellationToken).ConfigureAwait(false));

            // The extended path also returns the account; services that do not know it return the same credentials at
            // the old path.
            var document = source.InstanceProfile is null
                ? null
                : await FindAsync(ExtendedRolePath + role, cancellationToken).ConfigureAwait(false);
            var fields = JsonFields.Parse(
                document ?? await ReadAsync(RolePath + role, cancellationToken).ConfigureAwait(false)
            );
            if (
                fields?.Text("Code") is null or "Success"
                && fields is { } served
                && ServedCredentials.Read(served) is { } credentials
            )
            {
                return credentials;
            }

            throw ServedCredentials.Complaint(fields) is { } said && fields?.Text("Code") is not "Success"
                ? _call.Error(
                    ErrorCode.AccessDenied,
                    $"{_call.Service} has no credentials for the role {role} and reported \"{said}\"",
                    "Check that the role's trust policy allows ec2.amazonaws.com."
                )
                : _call.InvalidResponse("did not send valid credentials");
        }

        /// <summary>
        /// Gets a session token, or null to use version 1 when that is allowed and there is no token.
        /// </summary>
        private async Task<string?> TokenAsync(CancellationToken cancellationToken)
        {
            try
            {
                var answer = await SendAsync(
                        HttpMethod.Put,
                        TokenPath,
                        (LifetimeHeader, TokenSeconds),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return (answer.IsOk, answer.Body.Trim()) switch
                {
                    (true, { Length: > 0 } token) when !token.Any(char.IsControl) => token,
                    (true, _) => throw _call.InvalidResponse("did not send a valid token"),
                    _ when source.AllowV1
                            && answer.Status
                                is HttpStatusCode.Forbidden
                                    or HttpStatusCode.NotFound
                                    or HttpStatusCode.MethodNotAllowed => null,
                    _ => throw TurnedAway(answer),
                };
            }
            catch (RoleAssistException fault) when (source.AllowV1 && fault.Code == ErrorCode.ServiceTimeout)
            {
                // The response with the token is lost beyond the permitted number of hops; version 1 has no such limit.
                return null;
            }
        }

        private RoleAssistException TurnedAway(HttpAnswer answer)
        {
            IsTurnedAway = true;
            return _call.Error(
                ErrorCode.AccessDenied,
                $"{_call.Service} refused a token with status {(int)answer.Status}",
                "Check the instance's metadata options. If the service supports only version 1, set "
                    + "ec2_metadata_v1_disabled = false."
            );
        }

        private async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
            await FindAsync(path, cancellationToken).ConfigureAwait(false)
            ?? throw _call.Error(
                ErrorCode.CredentialsMissing,
                source.InstanceProfile is { } name
                    ? $"{_call.Service} has no instance profile {name}"
                    : $"{_call.Service} reported that the instance has no role",
                "Attach an instance profile with a role to the instance."
            );

        /// <summary>Reads the document at a path; returns null if it does not exist.</summary>
        private async Task<string?> FindAsync(string path, CancellationToken cancellationToken)
        {
            var answer = await AskAsync(path, cancellationToken).ConfigureAwait(false);
            if (answer.Status == HttpStatusCode.Unauthorized && _token is not null)
            {
                // The token has expired.
                _token = await TokenAsync(cancellationToken).ConfigureAwait(false);
                answer = await AskAsync(path, cancellationToken).ConfigureAwait(false);
            }

            return answer.Status switch
            {
                HttpStatusCode.OK => answer.Body,
                HttpStatusCode.NotFound => null,
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw _call.Error(
                    ErrorCode.AccessDenied,
                    $"{_call.Service} returned status {(int)answer.Status}",
                    "Check that the instance's metadata options allow version 2 and that nothing on the instance "
                        + "blocks access."
                ),
                _ => throw _call.InvalidResponse($"answers {(int)answer.Status}"),
            };
        }

        private Task<HttpAnswer> AskAsync(string path, CancellationToken cancellationToken) =>
            SendAsync(HttpMethod.Get, path, _token is { } token ? (TokenHeader, token) : null, cancellationToken);

        private Task<HttpAnswer> SendAsync(
            HttpMethod method,
            string path,
            (string Name, string Value)? header,
            CancellationToken cancellationToken
        ) =>
            _call.RunAsync(
                retries,
                _budget,
                async stop =>
                {
                    using var request = new HttpRequestMessage(
                        method,
                        new Uri($"{source.Url.AbsoluteUri.TrimEnd('/')}/{path}")
                    );
                    if (header is var (name, value))
                    {
                        request.Headers.TryAddWithoutValidation(name, value);
                    }

                    var answer = await HttpAnswer.OfAsync(client, request, stop).ConfigureAwait(false);
                    return answer.IsServerFault
                        ? throw _call.InvalidResponse($"returned status {(int)answer.Status}")
                        : answer;
                },
                cancellationToken
            );

        /// <summary>
        /// Reads the role's name. It becomes part of the next request's path, so only characters that role names allow
        /// are accepted.
        /// </summary>
        private string RoleIn(string list)
        {
            var role = list.Split('\n', 2)[0].Trim();
            return
                role.Length > 0
                && role.All(character =>
                    char.IsAsciiLetterOrDigit(character) || "_+=,.@-".Contains(character, StringComparison.Ordinal)
                )
                ? role
                : throw _call.InvalidResponse("did not send a valid role name");
        }
    }
}
