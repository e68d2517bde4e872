using Microsoft.Extensions.Logging;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>Becomes what somebody wants to be: walks the chain and keeps the session.</summary>
public sealed partial class AssumeHandler(
    IProfileStore store,
    RoleChainResolver resolver,
    ICredentialProvider provider,
    ISecurityTokenService sts,
    SessionRegistry registry,
    Workstation workstation,
    TimeProvider time,
    ILogger<AssumeHandler> logger)
{
    /// <summary>The session of a target. One that is live and not about to end is answered without asking AWS.</summary>
    /// <param name="target">What to become.</param>
    /// <param name="tokenCode">The MFA device's code, when there is one already.</param>
    /// <param name="cancellationToken">Reaches the connection to STS.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> before STS is called when a code is needed; otherwise whatever stands in
    /// the way.
    /// </exception>
    public async Task<Session> HandleAsync(AssumeTarget target, string? tokenCode, CancellationToken cancellationToken)
    {
        var chain = resolver.Resolve(store.Load(), target);
        var id = SessionId.Of(chain);
        if (registry.Find(id) is { } live && live.IsFresh(time.GetUtcNow()))
        {
            return live;
        }

        try
        {
            var session = await AssumeAsync(id, chain, tokenCode, cancellationToken).ConfigureAwait(false);
            registry.Put(session);
            LogAssumed(session.Profile, session.Arn, session.Credentials.Expiration);
            return session;
        }
        catch (RoleAssistException fault)
        {
            LogRefused(chain.Profile, fault.Code);
            throw;
        }
    }

    private async Task<Session> AssumeAsync(SessionId id, RoleChain chain, string? tokenCode, CancellationToken cancellationToken)
    {
        var credentials = await provider.GetAsync(chain.Base, cancellationToken).ConfigureAwait(false);
        var mfa = MfaOf(chain, credentials, tokenCode);
        string? arn = null;
        foreach (var step in chain.Steps)
        {
            switch (step)
            {
                case AssumeRoleStep role:
                    var name = role.RoleSessionName ?? RoleSessionName.Of(workstation);
                    (credentials, arn) = await sts.AssumeRoleAsync(credentials, role, name, mfa, chain.Sts, cancellationToken).ConfigureAwait(false);
                    break;
                case GetSessionTokenStep user when !credentials.IsTemporary:
                    credentials = await sts.GetSessionTokenAsync(credentials, user.DurationSeconds, mfa, chain.Sts, cancellationToken).ConfigureAwait(false);
                    break;
            }

            // A code is good once, and only the first step can use one.
            mfa = null;
        }

        arn ??= (await sts.GetCallerIdentityAsync(credentials, chain.Sts, cancellationToken).ConfigureAwait(false)).Arn;
        return new Session(id, chain, credentials, arn.Split(':')[4], arn);
    }

    /// <summary>Temporary credentials have no MFA device, wherever they turned up.</summary>
    private static MfaCode? MfaOf(RoleChain chain, AwsCredentials credentials, string? tokenCode)
    {
        if (credentials.IsTemporary || chain.MfaSerial is not { } serial)
        {
            return null;
        }

        if (tokenCode is null)
        {
            throw new RoleAssistException(
                ErrorCode.MfaRequired,
                $"Profile '{chain.Profile}' needs the current code of the MFA device {serial}.")
            { Profile = chain.Profile, MfaSerial = serial };
        }

        return tokenCode.Length == 6 && tokenCode.All(char.IsAsciiDigit)
            ? new MfaCode(serial, tokenCode)
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "An MFA code is six digits.",
                $"Type the code that the device {serial} shows now.")
            { Profile = chain.Profile, MfaSerial = serial };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Profile} is {Arn} until {Expiration}")]
    private partial void LogAssumed(string profile, string arn, DateTimeOffset? expiration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Profile} could not be assumed: {Code}")]
    private partial void LogRefused(string profile, ErrorCode code);
}
