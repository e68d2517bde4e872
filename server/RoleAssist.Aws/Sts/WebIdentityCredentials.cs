using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using RoleAssist.Aws.Files;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RetryPolicy = RoleAssist.Aws.Http.RetryPolicy;

namespace RoleAssist.Aws.Sts;

/// <summary>
/// Calls <c>sts:AssumeRoleWithWebIdentity</c>. The token authenticates the caller, so the request is unsigned
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html).
/// </summary>
internal sealed class WebIdentityCredentials(
    AwsHttpClients http,
    RetryPolicy retries,
    RoleSessionNames names,
    SkewCorrectedTime time
)
{
    /// <summary>The longest token that STS accepts.</summary>
    private const int LongestToken = 20_000;

    private readonly StsClientFactory _clients = new(http);

    public async Task<AwsCredentials> GetAsync(WebIdentitySource source, CancellationToken cancellationToken)
    {
        var setting = source.Profile is null ? AwsVariables.WebIdentityTokenFile : "web_identity_token_file";
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = source.RoleArn,
            RoleSessionName = names.SessionName(source.RoleSessionName, source.Profile ?? ""),
            WebIdentityToken = await TokenFile
                .ReadAsync(source.TokenFile, LongestToken, setting, source.Profile, cancellationToken)
                .ConfigureAwait(false),
            DurationSeconds = source.DurationSeconds,
        };
        var purpose = $"assume {source.RoleArn} with the web identity token of {source.TokenFile}";
        var call = new StsCallDescription(purpose, source.Profile, null, source.Sts);
        using var client = await _clients.CreateAnonymousAsync(source.Sts, cancellationToken).ConfigureAwait(false);
        var answer = await retries
            .RunAsync(
                stop => client.AssumeRoleWithWebIdentityAsync(request, stop),
                fault => Translate(fault, source, call),
                Idempotency.Idempotent,
                cancellationToken
            )
            .ConfigureAwait(false);
        return
            answer is { Credentials: { } issued, AssumedRoleUser.Arn: { } arn }
            && Identifiers.IsArn(arn)
            && Arn.AccountOf(arn) is { } account
            ? SecurityTokenService.Issued(issued, call, account, time)
            : throw StsErrorTranslator.InvalidResponse(call);
    }

    private static RoleAssistException? Translate(Exception fault, WebIdentitySource source, StsCallDescription call)
    {
        if (fault is not AmazonServiceException refused)
        {
            return StsErrorTranslator.Translate(fault, call);
        }

        RoleAssistException Refused(ErrorCode code, string what, string hint) =>
            new(code, $"AWS could not {call.Purpose}: {what}{SaidBy(refused)}.", hint, refused)
            {
                Profile = source.Profile,
            };
        return refused.ErrorCode switch
        {
            "InvalidIdentityToken" or "InvalidIdentityTokenException" => Refused(
                ErrorCode.CredentialsInvalid,
                "it does not accept the token",
                "Check that the file contains a token of the identity provider and for the audience that the role "
                    + "trusts."
            ),
            "ExpiredTokenException" or "ExpiredToken" => Refused(
                ErrorCode.CredentialsExpired,
                "the token has expired",
                "Check that the program that renews the token file is running, then try again."
            ),
            "IDPRejectedClaim" or "IDPRejectedClaimException" => Refused(
                ErrorCode.AccessDenied,
                "the identity provider rejects the token's claims",
                "Get a new token. The old one may have been revoked, or its subject may no longer exist."
            ),
            "IDPCommunicationError" or "IDPCommunicationErrorException" => Refused(
                ErrorCode.ServiceUnavailable,
                "it cannot reach the identity provider",
                "Try again in a moment. Check that the provider's keys can be read from the internet."
            ),
            "AccessDenied" or "AccessDeniedException" => Refused(
                ErrorCode.AccessDenied,
                "the role does not trust it",
                "Check the role's trust policy: its principal must be the provider, and its conditions must match the "
                    + "token's aud and sub."
            ),
            _ => StsErrorTranslator.Translate(fault, call),
        };
    }

    private static string SaidBy(AmazonServiceException refused) =>
        StsErrorTranslator.GetServiceMessage(refused) is { } said ? $" ({said.TrimEnd('.')})" : "";
}
