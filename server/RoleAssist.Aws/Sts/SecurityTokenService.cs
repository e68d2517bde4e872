using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Console;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Sts;

/// <summary>Calls STS with AWS' SDK for .NET.</summary>
public sealed class SecurityTokenService(AwsHttpClients http, RetryPolicy retries, SkewCorrectedTime time)
    : ISecurityTokenService,
        IFederatedUsers
{
    private readonly StsClientFactory _clients = new(http);

    public async Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = roleSessionName,
            ExternalId = role.ExternalId,
            DurationSeconds = role.DurationSeconds,
            Policy = role.Policy,
            PolicyArns = [.. role.PolicyArns.Select(arn => new PolicyDescriptorType { Arn = arn })],
            Tags = [.. role.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
            TransitiveTagKeys = [.. role.TransitiveTagKeys],
            SourceIdentity = role.SourceIdentity,
            SerialNumber = mfa?.Serial,
            TokenCode = mfa?.TokenCode,
        };
        var call = new StsCallDescription(
            $"assume {role.RoleArn} for profile '{role.Profile}'",
            role.Profile,
            mfa,
            endpoint
        );
        var answer = await CallAsync(
                call,
                credentials,
                (sts, stop) => sts.AssumeRoleAsync(request, stop),
                cancellationToken
            )
            .ConfigureAwait(false);
        return
            answer is { Credentials: { } issued, AssumedRoleUser.Arn: { } arn }
            && Identifiers.IsArn(arn)
            && Arn.AccountOf(arn) is { } account
            ? new AssumedRole(Issued(issued, call, account, time), arn)
            : throw StsErrorTranslator.InvalidResponse(call);
    }

    public async Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        var request = new GetSessionTokenRequest
        {
            DurationSeconds = durationSeconds,
            SerialNumber = mfa?.Serial,
            TokenCode = mfa?.TokenCode,
        };
        var call = new StsCallDescription("get temporary credentials for the user", null, mfa, endpoint);
        var answer = await CallAsync(
                call,
                credentials,
                (sts, stop) => sts.GetSessionTokenAsync(request, stop),
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.Credentials is { } issued
            ? Issued(issued, call, credentials.AccountId, time)
            : throw StsErrorTranslator.InvalidResponse(call);
    }

    public async Task<AssumedRole> GetFederationTokenAsync(
        AwsCredentials credentials,
        Core.Console.FederatedUser user,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        var request = new GetFederationTokenRequest
        {
            Name = user.Name,
            Policy = user.Policy,
            PolicyArns = [.. user.PolicyArns.Select(arn => new PolicyDescriptorType { Arn = arn })],
            DurationSeconds = user.DurationSeconds,
        };
        var call = new StsCallDescription(
            $"get a federation token for profile '{user.Profile}'",
            user.Profile,
            null,
            endpoint
        );
        var answer = await CallAsync(
                call,
                credentials,
                (sts, stop) => sts.GetFederationTokenAsync(request, stop),
                cancellationToken
            )
            .ConfigureAwait(false);
        return
            answer is { Credentials: { } issued, FederatedUser.Arn: { } arn }
            && Identifiers.IsArn(arn)
            && Arn.AccountOf(arn) is { } account
            ? new AssumedRole(Issued(issued, call, account, time), arn)
            : throw StsErrorTranslator.InvalidResponse(call);
    }

    public async Task<CallerIdentity> GetCallerIdentityAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        var call = new StsCallDescription("identify the owner of the credentials", null, null, endpoint);
        var answer = await CallAsync(
                call,
                credentials,
                (sts, stop) => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), stop),
                cancellationToken
            )
            .ConfigureAwait(false);
        return
            answer is { Account: { } account, Arn: { } arn, UserId: { } userId }
            && Identifiers.IsAccount(account)
            && Identifiers.IsArn(arn)
            && Identifiers.IsUserId(userId)
            ? new CallerIdentity(account, arn, userId)
            : throw StsErrorTranslator.InvalidResponse(call);
    }

    private async Task<T> CallAsync<T>(
        StsCallDescription call,
        AwsCredentials credentials,
        Func<AmazonSecurityTokenServiceClient, CancellationToken, Task<T>> send,
        CancellationToken cancellationToken
    )
    {
        using var client = await _clients
            .CreateAsync(credentials, call.Endpoint, cancellationToken)
            .ConfigureAwait(false);
        return await retries
            .RunAsync(
                stop => send(client, stop),
                fault => StsErrorTranslator.Translate(fault, call),
                call.Mfa is null ? Idempotency.Idempotent : Idempotency.NotIdempotent,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Converts the credentials of a response, with their expiration adjusted to this machine's clock.
    /// </summary>
    /// <exception cref="Core.Errors.RoleAssistException">
    /// The credentials are incomplete, malformed or already expired.
    /// </exception>
    internal static AwsCredentials Issued(
        Credentials issued,
        StsCallDescription call,
        string? account,
        SkewCorrectedTime time
    )
    {
        if (
            issued
                is not {
                    AccessKeyId: { } id,
                    SecretAccessKey: { } secret,
                    SessionToken: { } token,
                    Expiration: { } end
                }
            || !Identifiers.AreCredentials(id, secret, token)
        )
        {
            throw StsErrorTranslator.InvalidResponse(call);
        }

        var expiration = time.FromServer(call.Endpoint.Url, new DateTimeOffset(end.ToUniversalTime()));
        return expiration > time.GetUtcNow()
            ? new AwsCredentials(id, secret, token, expiration, account)
            : throw StsErrorTranslator.Expired(call, expiration);
    }
}
