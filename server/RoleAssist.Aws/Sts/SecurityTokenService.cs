using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Sts;

/// <summary>STS through AWS' SDK for .NET, with a bound on the time that each call may take in all.</summary>
public sealed class SecurityTokenService(TimeProvider time) : ISecurityTokenService
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    public async Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        StsEndpoint endpoint,
        CancellationToken cancellationToken)
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
        var call = new StsCall($"assume {role.RoleArn} for profile '{role.Profile}'", role.Profile, mfa, endpoint);
        var answer = await CallAsync(call, credentials, (sts, stop) => sts.AssumeRoleAsync(request, stop), cancellationToken).ConfigureAwait(false);
        return answer is { Credentials: { } issued, AssumedRoleUser.Arn: { } arn } && arn.Split(':').Length == 6
            ? new AssumedRole(Issued(issued, call), arn)
            : throw StsErrorTranslator.NoAnswer(call);
    }

    public async Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        StsEndpoint endpoint,
        CancellationToken cancellationToken)
    {
        var request = new GetSessionTokenRequest
        {
            DurationSeconds = durationSeconds,
            SerialNumber = mfa?.Serial,
            TokenCode = mfa?.TokenCode,
        };
        var call = new StsCall("get temporary credentials for the user", null, mfa, endpoint);
        var answer = await CallAsync(call, credentials, (sts, stop) => sts.GetSessionTokenAsync(request, stop), cancellationToken).ConfigureAwait(false);
        return answer.Credentials is { } issued ? Issued(issued, call) : throw StsErrorTranslator.NoAnswer(call);
    }

    public async Task<CallerIdentity> GetCallerIdentityAsync(
        AwsCredentials credentials,
        StsEndpoint endpoint,
        CancellationToken cancellationToken)
    {
        var call = new StsCall("tell whose credentials these are", null, null, endpoint);
        var answer = await CallAsync(
            call, credentials, (sts, stop) => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), stop), cancellationToken).ConfigureAwait(false);
        return answer is { Account: { } account, Arn: { } arn, UserId: { } userId } && arn.Split(':').Length == 6
            ? new CallerIdentity(account, arn, userId)
            : throw StsErrorTranslator.NoAnswer(call);
    }

    private async Task<T> CallAsync<T>(
        StsCall call,
        AwsCredentials credentials,
        Func<AmazonSecurityTokenServiceClient, CancellationToken, Task<T>> send,
        CancellationToken cancellationToken)
    {
        using var client = StsClientFactory.Create(credentials, call.Endpoint, mayRetry: call.Mfa is null);
        using var deadline = new CancellationTokenSource(CallTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await send(client, stop.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The SDK reports a cancelled request in several ways, so the token is asked and not the exception.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception fault) when (StsErrorTranslator.Translate(fault, call) is { } known)
        {
            throw known;
        }
    }

    private static AwsCredentials Issued(Credentials issued, StsCall call) =>
        issued is { AccessKeyId: { Length: > 0 } id, SecretAccessKey: { Length: > 0 } secret, SessionToken: { Length: > 0 } token, Expiration: { } end }
            ? new AwsCredentials(id, secret, token, new DateTimeOffset(end.ToUniversalTime()))
            : throw StsErrorTranslator.NoAnswer(call);
}
