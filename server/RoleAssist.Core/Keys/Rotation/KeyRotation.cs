using Microsoft.Extensions.Logging;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>
/// Replaces the access key of an IAM user in the vault by a new one, with one MFA code at most. A rotation that was
/// interrupted goes on where it was.
/// </summary>
public sealed partial class KeyRotation(
    IProfileStore store,
    RoleChainResolver resolver,
    VaultKeys vault,
    IIdentityManagement iam,
    ISecurityTokenService sts,
    MfaCodes codes,
    SessionEnder sessions,
    IRotationLock locks,
    IVaultObserver observer,
    TimeProvider time,
    ILogger<KeyRotation> logger
)
{
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> when a code is needed; otherwise an error of the configuration, the vault or
    /// AWS. The vault still holds a key that AWS accepts.
    /// </exception>
    public async Task<RotationResult> RotateAsync(RotationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
            var chain = resolver.Resolve(profiles, new AssumeTarget { Profile = request.Profile });
            var source = RequireKey(chain);
            using var turn = await locks.TakeAsync(source.Key, cancellationToken).ConfigureAwait(false);
            var key = await vault.GetAsync(source.Key, cancellationToken).ConfigureAwait(false);
            using var item = new RotationItem(
                vault,
                source.Key,
                request.Profile,
                key,
                saved => Saved(request.Profile, saved)
            );
            var user = IamUser.TryParse(key.User) ?? throw RotationErrors.NoUser(key.User);
            if (!key.Step.IsKnown)
            {
                throw RotationErrors.UnknownStep(key.Step);
            }

            var subject = new RotationSubject(
                request.Profile,
                source,
                user,
                chain.MfaSerial ?? key.Mfa,
                resolver.EndpointOf(AwsService.Iam, profiles, request.Profile, user.Partition),
                chain.Sts
            );
            var calls = new RotationCalls(subject, sts, codes, time, request.TokenCode);
            var run = new RotationRun(subject, item, iam, calls, sessions, time, request);
            return await (
                request.Finish ? run.FinishAsync(cancellationToken) : run.RotateAsync(cancellationToken)
            ).ConfigureAwait(false);
        }
        catch (RoleAssistException fault) when (fault.Profile is null)
        {
            throw fault.ForProfile(request.Profile);
        }
    }

    private void Saved(string profile, VaultKey key)
    {
        LogStep(profile, key.Step, key.Current.Id, key.Pending?.Id, key.Retired?.Id);
        observer.Happened(VaultAction.Rotation, profile, key.Current.Id, key.User, key.Step);
    }

    private static VaultSource RequireKey(RoleChain chain) =>
        chain switch
        {
            { Base: VaultSource source, Steps: [GetSessionTokenStep] } => source,
            { Base: VaultSource { Profile: { } owner } } => throw RotationErrors.RoleOf(chain.Profile, owner),
            _ => throw RotationErrors.NotInVault(chain.Profile),
        };

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Rotation of the key of profile '{Profile}': step {Step}, current key {Current}, new {Pending}, old "
            + "{Retired}"
    )]
    private partial void LogStep(string profile, RotationStep step, string current, string? pending, string? retired);
}
