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
/// <c>sts:AssumeRoleWithWebIdentity</c>: the token is what proves who asks, so nobody signs the request
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html).
/// </summary>
internal sealed class WebIdentityCredentials(AwsHttpClients http, RetryPolicy retries, RoleSessionNames names, SkewCorrectedTime time)
{
    /// <summary>The longest token that STS takes.</summary>
    private const int LongestToken = 20_000;

    private readonly StsClientFactory _clients = new(http);

    public async Task<AwsCredentials> GetAsync(WebIdentitySource source, CancellationToken cancellationToken)
    {
        var setting = source.Profile is null ? AwsVariables.WebIdentityTokenFile : "web_identity_token_file";
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = source.RoleArn,
            RoleSessionName = names.SessionName(source.RoleSessionName, source.Profile ?? ""),
            WebIdentityToken = await TokenFile.ReadAsync(source.TokenFile, LongestToken, setting, source.Profile, cancellationToken).ConfigureAwait(false),
            DurationSeconds = source.DurationSeconds,
        };
        var purpose = $"assume {source.RoleArn} with the web identity token of {source.TokenFile}";
        var call = new StsCall(purpose, source.Profile, null, source.Sts);
        using var client = await _clients.CreateAnonymousAsync(source.Sts, cancellationToken).ConfigureAwait(false);
        var answer = await retries.RunAsync(
            stop => client.AssumeRoleWithWebIdentityAsync(request, stop),
            fault => Translate(fault, source, call),
            isOnce: false,
            cancellationToken).ConfigureAwait(false);
        return answer is { Credentials: { } issued, AssumedRoleUser.Arn: { } arn } && Identifiers.IsArn(arn) && Arn.AccountOf(arn) is { } account
            ? SecurityTokenService.Issued(issued, call, account, time)
            : throw StsErrorTranslator.NoAnswer(call);
    }

    private static RoleAssistException? Translate(Exception fault, WebIdentitySource source, StsCall call)
    {
        if (fault is not AmazonServiceException refused)
        {
            return StsErrorTranslator.Translate(fault, call);
        }

        RoleAssistException Refused(ErrorCode code, string what, string hint) =>
            new(code, $"AWS could not {call.Purpose}: {what}{SaidBy(refused)}.", hint, refused) { Profile = source.Profile };
        return refused.ErrorCode switch
        {
            "InvalidIdentityToken" or "InvalidIdentityTokenException" => Refused(
                ErrorCode.CredentialsInvalid,
                "it does not accept the token",
                "See that the file holds a token of the identity provider that the role trusts, for the audience that it names."),
            "ExpiredTokenException" or "ExpiredToken" => Refused(
                ErrorCode.CredentialsExpired,
                "the token has expired",
                "See that whatever keeps the token file fresh is running, then try again."),
            "IDPRejectedClaim" or "IDPRejectedClaimException" => Refused(
                ErrorCode.AccessDenied,
                "the identity provider rejects the token's claims",
                "Get a new token; the old one may have been revoked, or its subject may no longer exist."),
            "IDPCommunicationError" or "IDPCommunicationErrorException" => Refused(
                ErrorCode.ServiceUnavailable,
                "it cannot reach the identity provider",
                "Try again in a moment; see that the provider's keys can be read from the internet."),
            "AccessDenied" or "AccessDeniedException" => Refused(
                ErrorCode.AccessDenied,
                "the role does not trust it",
                "Check the role's trust policy: the provider as principal, and its conditions on the token's aud and sub."),
            _ => StsErrorTranslator.Translate(fault, call),
        };
    }

    private static string SaidBy(AmazonServiceException refused) =>
        StsErrorTranslator.MessageOf(refused) is { } said ? $" ({said.TrimEnd('.')})" : "";
}
