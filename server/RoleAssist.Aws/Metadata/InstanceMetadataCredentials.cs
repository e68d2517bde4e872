using System.Net;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Metadata;

/// <summary>
/// Asks an EC2 instance's metadata service for the credentials of its role: a token first, which only a program on the
/// instance can get, then the role's name, then the credentials
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
        catch (RoleAssistException fault) when (source.Profile is null && (Silence.Contains(fault.Code) || conversation.IsTurnedAway))
        {
            // Nobody has said that this is an instance with a role: it was the last place to look, on a machine without credentials.
            throw new RoleAssistException(
                ErrorCode.CredentialsMissing,
                "There are no credentials: none in the environment, none in the default profile, no container's endpoint, and no instance metadata service that gives any.",
                "Write a profile into the config file and name it, or try the sandbox (roleassist sandbox).",
                fault);
        }
    }

    /// <summary>The calls for one set of credentials, with the token that they share.</summary>
    private sealed class Conversation(InstanceMetadataSource source, HttpClient client, RetryPolicy retries)
    {
        private readonly ServiceCall _call = new(
            source.Profile,
            $"the instance metadata service at {source.Url.GetLeftPart(UriPartial.Authority)}",
            "Check that this is an EC2 instance and that its metadata options allow a program here to ask.");

        private readonly RetryBudget _budget = new(source.Attempts, source.Timeout, source.Timeout * source.Attempts * 2);
        private string? _token;

        /// <summary>Whether there is a service that would not even give a token, as where metadata is turned off.</summary>
        public bool IsTurnedAway { get; private set; }

        public async Task<AwsCredentials> GetAsync(CancellationToken cancellationToken)
        {
            _token = await TokenAsync(cancellationToken).ConfigureAwait(false);
            var role = source.InstanceProfile ?? RoleIn(await ReadAsync(RolePath, cancellationToken).ConfigureAwait(false));

            // The extended path tells the account too; where the service does not know it, the old one has the same credentials.
            var document = source.InstanceProfile is null ? null : await FindAsync(ExtendedRolePath + role, cancellationToken).ConfigureAwait(false);
            var fields = JsonFields.Parse(document ?? await ReadAsync(RolePath + role, cancellationToken).ConfigureAwait(false));
            if (fields?.Text("Code") is null or "Success" && fields is { } served && ServedCredentials.Read(served) is { } credentials)
            {
                return credentials;
            }

            throw ServedCredentials.Complaint(fields) is { } said && fields?.Text("Code") is not "Success"
                ? _call.Error(
                    ErrorCode.AccessDenied,
                    $"{_call.Service} has none for the role {role} and says \"{said}\"",
                    "Check that the role's trust policy names ec2.amazonaws.com.")
                : _call.NoAnswer("sent something that is no credentials");
        }

        /// <summary>The token, or null where version 1 may be used and there is none.</summary>
        private async Task<string?> TokenAsync(CancellationToken cancellationToken)
        {
            try
            {
                var answer = await SendAsync(HttpMethod.Put, TokenPath, (LifetimeHeader, TokenSeconds), cancellationToken).ConfigureAwait(false);
                return (answer.IsOk, answer.Body.Trim()) switch
                {
                    (true, { Length: > 0 } token) when !token.Any(char.IsControl) => token,
                    (true, _) => throw _call.NoAnswer("sent something that is no token"),
                    _ when source.AllowV1 && answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => null,
                    _ => throw TurnedAway(answer),
                };
            }
            catch (RoleAssistException fault) when (source.AllowV1 && fault.Code == ErrorCode.ServiceTimeout)
            {
                // Beyond the permitted number of hops the answer with the token gets lost; version 1 has no such limit.
                return null;
            }
        }

        private RoleAssistException TurnedAway(HttpAnswer answer)
        {
            IsTurnedAway = true;
            return _call.Error(
                ErrorCode.AccessDenied,
                $"{_call.Service} gives no token and answers {(int)answer.Status}",
                "Check the instance's metadata options. Where only version 1 is spoken, ec2_metadata_v1_disabled = false allows it.");
        }

        private async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
            await FindAsync(path, cancellationToken).ConfigureAwait(false) ?? throw _call.Error(
                ErrorCode.CredentialsMissing,
                source.InstanceProfile is { } name ? $"{_call.Service} has no instance profile {name}" : $"{_call.Service} says that the instance has no role",
                "Attach an instance profile with a role to the instance.");

        /// <summary>What is at a path; null for nothing.</summary>
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
                    $"{_call.Service} answers {(int)answer.Status}",
                    "Check that the instance's metadata options allow version 2 and that nothing on the instance blocks it."),
                _ => throw _call.NoAnswer($"answers {(int)answer.Status}"),
            };
        }

        private Task<HttpAnswer> AskAsync(string path, CancellationToken cancellationToken) =>
            SendAsync(HttpMethod.Get, path, _token is { } token ? (TokenHeader, token) : null, cancellationToken);

        private Task<HttpAnswer> SendAsync(HttpMethod method, string path, (string Name, string Value)? header, CancellationToken cancellationToken) =>
            _call.RunAsync(
                retries,
                _budget,
                async stop =>
                {
                    using var request = new HttpRequestMessage(method, new Uri($"{source.Url.AbsoluteUri.TrimEnd('/')}/{path}"));
                    if (header is var (name, value))
                    {
                        request.Headers.TryAddWithoutValidation(name, value);
                    }

                    var answer = await HttpAnswer.OfAsync(client, request, stop).ConfigureAwait(false);
                    return answer.IsServerFault ? throw _call.NoAnswer($"answers {(int)answer.Status}") : answer;
                },
                cancellationToken);

        /// <summary>It becomes part of the next request's path, so it may hold only what the name of a role can.</summary>
        private string RoleIn(string list)
        {
            var role = list.Split('\n', 2)[0].Trim();
            return role.Length > 0 && role.All(character => char.IsAsciiLetterOrDigit(character) || "_+=,.@-".Contains(character, StringComparison.Ordinal))
                ? role
                : throw _call.NoAnswer("sent something that is not the name of a role");
        }
    }
}
