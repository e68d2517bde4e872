using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>An STS that grants everything, writes down how it was asked, and numbers what it hands out.</summary>
internal sealed class FakeSecurityTokenService(TimeProvider time) : ISecurityTokenService
{
    private int _issued;

    public List<string> Calls { get; } = [];

    /// <summary>When set, the next calls fail with it.</summary>
    public Exception? Fault { get; set; }

    public Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials, AssumeRoleStep role, string roleSessionName, MfaCode? mfa, ServiceEndpoint endpoint, CancellationToken cancellationToken)
    {
        Record($"AssumeRole {role.RoleArn} as {roleSessionName} with {credentials.AccessKeyId}{Code(mfa)}");
        return Task.FromResult(new AssumedRole(
            Issue(role.DurationSeconds),
            $"arn:aws:sts::123456789012:assumed-role/{role.RoleArn.Split('/')[^1]}/{roleSessionName}"));
    }

    public Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials, int? durationSeconds, MfaCode? mfa, ServiceEndpoint endpoint, CancellationToken cancellationToken)
    {
        Record($"GetSessionToken with {credentials.AccessKeyId}{Code(mfa)}");
        return Task.FromResult(Issue(durationSeconds));
    }

    public Task<CallerIdentity> GetCallerIdentityAsync(AwsCredentials credentials, ServiceEndpoint endpoint, CancellationToken cancellationToken)
    {
        Record($"GetCallerIdentity with {credentials.AccessKeyId}");
        return Task.FromResult(new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/ana", "AIDAEXAMPLE"));
    }

    private static string Code(MfaCode? mfa) => mfa is null ? "" : $" and code {mfa.TokenCode} of {mfa.Serial}";

    private void Record(string call)
    {
        Calls.Add(call);
        if (Fault is not null)
        {
            throw Fault;
        }
    }

    private AwsCredentials Issue(int? durationSeconds)
    {
        _issued++;
        return new AwsCredentials($"ASIA{_issued}", $"secret{_issued}", $"token{_issued}", time.GetUtcNow().AddSeconds(durationSeconds ?? 3600));
    }
}
