using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>An STS that grants every request, records the calls and numbers the credentials that it issues.</summary>
internal sealed class FakeSecurityTokenService(TimeProvider time) : ISecurityTokenService
{
    private readonly List<string> _calls = [];
    private int _issued;
    private int _failed;

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Gets the number of failed calls.</summary>
    public int Failed => _failed;

    /// <summary>Gets or sets the exception that calls throw, if any.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Gets or sets the exception that a certain call throws, if any.</summary>
    public Func<string, Exception?> Refuse { get; set; } = _ => null;

    /// <summary>Gets or sets a task that calls wait for, if any.</summary>
    public Task? Gate { get; set; }

    /// <summary>Gets or sets the clock of AWS, if it differs from this machine's.</summary>
    public Func<DateTimeOffset>? Clock { get; set; }

    private DateTimeOffset Now => Clock?.Invoke() ?? time.GetUtcNow();

    public async Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        await AnswerAsync(
            $"AssumeRole {role.RoleArn} as {roleSessionName} with {credentials.AccessKeyId}{Code(mfa)}",
            cancellationToken
        );
        return new AssumedRole(
            Issue(role.DurationSeconds ?? 3600),
            $"arn:aws:sts::123456789012:assumed-role/{role.RoleArn.Split('/')[^1]}/{roleSessionName}"
        );
    }

    public async Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        await AnswerAsync($"GetSessionToken with {credentials.AccessKeyId}{Code(mfa)}", cancellationToken);
        return Issue(durationSeconds ?? 43_200);
    }

    public async Task<CallerIdentity> GetCallerIdentityAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        await AnswerAsync($"GetCallerIdentity with {credentials.AccessKeyId}", cancellationToken);
        return new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/ana", "AIDAEXAMPLE");
    }

    private static string Code(MfaCode? mfa) => mfa is null ? "" : $" and code {mfa.TokenCode} of {mfa.Serial}";

    private async Task AnswerAsync(string call, CancellationToken cancellationToken)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }

        if (Gate is { } gate)
        {
            await gate.WaitAsync(cancellationToken);
        }

        if ((Fault ?? Refuse(call)) is { } fault)
        {
            Interlocked.Increment(ref _failed);
            throw fault;
        }

        (time as SkewCorrectedTime)?.Observe(Now);
    }

    private AwsCredentials Issue(int seconds)
    {
        var number = Interlocked.Increment(ref _issued);
        return new AwsCredentials($"ASIA{number}", $"secret{number}", $"token{number}", Now.AddSeconds(seconds));
    }
}
