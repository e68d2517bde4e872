using System.Text.Json.Serialization;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Host.Endpoint;

/// <summary>What a roleassist process asks for that an agent has started.</summary>
/// <param name="Target">What to assume, with the agent's name.</param>
/// <param name="Purpose">What for, in the agent's words.</param>
internal sealed record AgentRequestDocument(AssumeTarget Target, string? Purpose = null)
{
    /// <summary>In UTF-16 code units, as STS limits ARNs and policies.</summary>
    private const int Longest = 2048;

    /// <summary>
    /// Whether it can be what a roleassist process sends. The serializer checks members for null but not the elements of
    /// collections.
    /// </summary>
    [JsonIgnore]
    public bool IsValid =>
        Target is { PolicyArns: not null, Tags: not null, TransitiveTagKeys: not null }
        && Texts.All(text => text is null || text.Length <= Longest)
        && Target.PolicyArns.Concat(Target.Tags.Values).Concat(Target.TransitiveTagKeys).All(text => text is not null)
        && (
            Target.SsoAccount is not { } signedIn
            || (Identifiers.IsAwsAccount(signedIn.AccountId) && SsoAccount.IsRoleName(signedIn.RoleName))
        );

    private IEnumerable<string?> Texts =>
        [
            Target.Profile,
            Target.RoleArn,
            Target.SourceProfile,
            Target.ExternalId,
            Target.MfaSerial,
            Target.RoleSessionName,
            Target.Region,
            Target.Policy,
            Target.PolicyPreset,
            Target.SourceIdentity,
            Target.SsoAccount?.Session,
            .. Target.PolicyArns,
            .. Target.Tags.Keys,
            .. Target.Tags.Values,
            .. Target.TransitiveTagKeys,
        ];
}

/// <summary>What an agent is about to ask windows for, of which one may have just said no.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Subject">What a no is about: <see cref="AgentQuestion.Subject"/>.</param>
internal sealed record AgentPauseDocument(string Agent, string Profile, string Subject);
