using System.Collections.Concurrent;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>Executes the chain of a planned session: gets the source credentials and calls STS.</summary>
public sealed class SessionIssuer(
    ICredentialProvider provider,
    ISecurityTokenService sts,
    MfaCodes codes,
    SessionRegistry registry,
    RoleSessionNames names,
    IRunningSessions running,
    TimeProvider time
)
{
    /// <summary>A program that is just starting needs at least this much time.</summary>
    private static readonly TimeSpan LeastLeft = TimeSpan.FromMinutes(5);

    private readonly SingleFlight<PrimeKey, Prime> _priming = new();

    /// <summary>The roles that refuse the tag of an agent.</summary>
    private readonly ConcurrentDictionary<string, bool> _untagged = new(StringComparer.Ordinal);

    /// <summary>Creates a session.</summary>
    /// <param name="planned">The session to create.</param>
    /// <param name="options">The MFA code, if any, and whether to ask AWS for the ARN.</param>
    /// <param name="cancellationToken">Cancels the calls, down to the connection to STS.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> when a code is needed and none was given.
    /// </exception>
    public async Task<Session> IssueAsync(
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var chain = planned.Chain;
        var credentials = await provider.GetAsync(chain.Base, cancellationToken).ConfigureAwait(false);
        var steps = new Queue<ChainStep>(chain.Steps);
        MfaCode? mfa = null;

        // Temporary credentials have no MFA device, whatever their source, so no code is needed.
        if (!credentials.IsTemporary && planned.Prime is { } prime)
        {
            credentials = await PrimeAsync(chain, prime, credentials, options.TokenCode, cancellationToken)
                .ConfigureAwait(false);
        }
        else if (!credentials.IsTemporary && planned.Route == SessionRoute.Direct)
        {
            mfa = RequireCode(chain, options.TokenCode);
        }

        string? arn = null;
        var isDirect = false;
        while (steps.TryDequeue(out var step))
        {
            switch (step)
            {
                case AssumeRoleStep role:
                    isDirect = !credentials.IsTemporary;
                    (credentials, arn) = await AssumeRoleAsync(planned, role, credentials, mfa, cancellationToken)
                        .ConfigureAwait(false);
                    break;
                case GetSessionTokenStep user when !credentials.IsTemporary:
                    credentials = await GetSessionTokenAsync(
                            credentials,
                            user.DurationSeconds,
                            mfa,
                            chain.Sts,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    break;
            }

            // An MFA code works once, and only the first call can send one.
            mfa = null;
        }

        var session = await SessionOfAsync(planned, credentials, arn, options, cancellationToken).ConfigureAwait(false);
        return session with { IsDirect = isDirect };
    }

    /// <summary>Creates only the prime that a planned session starts with, unless its credentials need none.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> when a code is needed and none was given.
    /// </exception>
    public async Task PrimeAsync(PlannedSession planned, string? tokenCode, CancellationToken cancellationToken)
    {
        var credentials = await provider.GetAsync(planned.Chain.Base, cancellationToken).ConfigureAwait(false);
        if (!credentials.IsTemporary && planned.Prime is { } prime)
        {
            await PrimeAsync(planned.Chain, prime, credentials, tokenCode, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns the session held by another process of this user; null if there is none or it is about to expire.
    /// </summary>
    public async Task<Session?> FindInOtherProcessesAsync(
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        if (
            !options.Shared
            || options.ForceRefresh
            || await running.FindAsync(planned.Chain, cancellationToken).ConfigureAwait(false) is not { } credentials
            || credentials.Expiration - time.GetUtcNow() < LeastLeft
            // These credentials come from this process and are the ones to be renewed.
            || registry.Find(planned.Id)?.Issued?.Credentials.AccessKeyId == credentials.AccessKeyId
        )
        {
            return null;
        }

        return await SessionOfAsync(planned, credentials, arn: null, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks a running host for an agent's session; null if there is none with a person behind it.</summary>
    /// <exception cref="RoleAssistException">
    /// The host refuses; or it has granted another role than this process means, because a profile has been edited between
    /// the two or is another one there.
    /// </exception>
    public async Task<Session?> AskAsAgentAsync(
        AssumeTarget target,
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        if (
            await running
                .AskAsAgentAsync(target, planned.Chain, options.Purpose, cancellationToken)
                .ConfigureAwait(false)
            is not { } granted
        )
        {
            return null;
        }

        var meant = RoleOf(planned.Chain);
        return granted.RoleArn == meant
            ? await SessionOfAsync(planned, granted.Credentials, arn: null, options, cancellationToken)
                .ConfigureAwait(false)
            : throw new RoleAssistException(
                ErrorCode.AgentNotAllowed,
                $"The running RoleAssist granted {granted.RoleArn ?? "credentials without a role"} for "
                    + $"'{planned.Chain.Profile}', and here it is {meant ?? "a profile without a role"}.",
                "The profile has just been edited, or the editor uses other AWS files. Ask again."
            )
            {
                Profile = planned.Chain.Profile,
            };
    }

    private static string? RoleOf(RoleChain chain) => chain.Steps is [.., AssumeRoleStep role] ? role.RoleArn : null;

    private async Task<Session> SessionOfAsync(
        PlannedSession planned,
        AwsCredentials credentials,
        string? arn,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        if (arn is null && options.Identify)
        {
            arn = (
                await sts.GetCallerIdentityAsync(credentials, planned.Chain.Sts, cancellationToken)
                    .ConfigureAwait(false)
            ).Arn;
        }

        // Without STS' word, the role tells whose session it is.
        var role = RoleOf(planned.Chain);
        return arn is null
            ? new Session(
                planned.Id,
                planned.Chain,
                credentials,
                credentials.AccountId ?? (RoleArn.TryParse(role, out var parsed) ? parsed.Account : ""),
                role ?? $"access key {credentials.AccessKeyId}"
            )
            : new Session(planned.Id, planned.Chain, credentials, Arn.AccountOf(arn) ?? "", arn);
    }

    private async Task<AssumedRole> AssumeRoleAsync(
        PlannedSession planned,
        AssumeRoleStep role,
        AwsCredentials credentials,
        MfaCode? mfa,
        CancellationToken cancellationToken
    )
    {
        var chain = planned.Chain;
        var name = names.SessionName(role.RoleSessionName, chain.Profile, role.Agent);
        var filled = names.Fill(role, chain.Profile);
        // Whether a program prints temporary credentials is only known after running it.
        var capped =
            !credentials.IsTemporary || role.DurationSeconds is null or <= StsRules.ChainedRoleSeconds
                ? filled
                : filled with
                {
                    DurationSeconds = StsRules.ChainedRoleSeconds,
                };
        try
        {
            return await codes
                .SpendAsync(
                    mfa,
                    stop => AssumeAsync(credentials, capped, name, mfa, chain.Sts, stop),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (RoleAssistException ended)
            when (planned.Prime is not null
                && (
                    ended.Code == ErrorCode.CredentialsExpired
                    // Another process has rotated the key that the prime began with.
                    || ended.Code == ErrorCode.CredentialsInvalid && chain.Base is VaultSource
                )
            )
        {
            registry.DropPrime(planned.Prime.Key);
            throw CodeNeeded(chain);
        }
    }

    /// <summary>
    /// Assumes a role, for an agent with a tag that names it. A role that does not allow its sessions to be tagged refuses
    /// such a call, and is then assumed without the tag.
    /// </summary>
    private async Task<AssumedRole> AssumeAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string name,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        if (role.Agent is { } agent && mfa is null && !_untagged.ContainsKey(role.RoleArn))
        {
            try
            {
                var tags = new Dictionary<string, string>(role.Tags) { [AgentScope.Tag] = agent };
                return await sts.AssumeRoleAsync(
                        credentials,
                        role with
                        {
                            Tags = tags,
                        },
                        name,
                        mfa,
                        endpoint,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            catch (RoleAssistException refused)
                when (refused.Code is ErrorCode.AccessDenied or ErrorCode.RequestRejected)
            {
                _untagged[role.RoleArn] = true;
            }
        }

        return await sts.AssumeRoleAsync(credentials, role, name, mfa, endpoint, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Gets the user's prime: the existing one, or a new one created with this code.</summary>
    private async Task<AwsCredentials> PrimeAsync(
        RoleChain chain,
        PlannedPrime planned,
        AwsCredentials credentials,
        string? tokenCode,
        CancellationToken cancellationToken
    )
    {
        if (registry.FindPrime(planned.Key) is { } live)
        {
            return live.Credentials;
        }

        var mfa = RequireCode(chain, tokenCode);
        var prime = await _priming
            .RunAsync(
                planned.Key,
                async stop =>
                {
                    var issued = new Prime(
                        await GetSessionTokenAsync(credentials, planned.DurationSeconds, mfa, chain.Sts, stop)
                            .ConfigureAwait(false)
                    );
                    registry.PutPrime(planned.Key, issued);
                    return issued;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return prime.Credentials;
    }

    private Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) =>
        codes.SpendAsync(
            mfa,
            stop => sts.GetSessionTokenAsync(credentials, durationSeconds, mfa, endpoint, stop),
            cancellationToken
        );

    private static MfaCode RequireCode(RoleChain chain, string? tokenCode) =>
        MfaCode.Require(chain.Profile, chain.MfaSerial!, tokenCode);

    private static RoleAssistException CodeNeeded(RoleChain chain) => MfaCode.Needed(chain.Profile, chain.MfaSerial!);
}
