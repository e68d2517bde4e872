using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// Reads the facts that generated code needs from role chains. Code refers to profiles and never contains their keys.
/// </summary>
public sealed class CodeFactsReader(RoleSessionNames names)
{
    /// <param name="profiles">The AWS files.</param>
    /// <param name="chains">The profiles' chains; if empty, the code has placeholders.</param>
    /// <param name="template">The template to generate.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the template does not support all of the profiles.
    /// </exception>
    public CodeFacts Read(ProfileSet profiles, IReadOnlyList<RoleChain> chains, CodeTemplate template)
    {
        if (chains is not [var first, ..])
        {
            return CodeFacts.None;
        }

        var facts = ReadChain(profiles, first);
        RequireSupported(template, first, facts);
        if (template.Accounts > 0)
        {
            facts = facts with
            {
                MfaSerial = GetSharedMfaSerial(chains),
                Accounts = ReadAccounts(profiles, chains, template),
            };
        }

        return template.BuysUserSession && facts.MfaSerial is not null
            ? facts with
            {
                Roles = LimitDurations(facts.Roles),
                Accounts = LimitDurations(facts.Accounts),
            }
            : facts;
    }

    /// <summary>
    /// Rejects templates that need a role or MFA code that the profile does not have, and code that would replace the
    /// source credentials of the chain itself.
    /// </summary>
    private static void RequireSupported(CodeTemplate template, RoleChain chain, CodeFacts facts)
    {
        var hasRole = facts.Roles is not [] || (template.TakesWebIdentity && facts.WebIdentity is not null);
        if (!hasRole && (template.Roles > 0 || (template.TakesNoUserCode && facts.MfaSerial is not null)))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The template '{template.Name}' assumes a role, but profile '{chain.Profile}' has none.",
                "Specify a role with --role-arn, or choose a profile with a role."
            )
            {
                Profile = chain.Profile,
            };
        }

        if (template.ReplacesDefaultProfile && GetProfiles(chain).Contains(ProfileNames.Default))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Profile '{chain.Profile}' gets its credentials through the default profile, "
                    + $"which the template '{template.Name}' replaces.",
                "Rename the default profile, for example to [home], set source_profile to the new name, "
                    + "and generate the code again."
            )
            {
                Profile = chain.Profile,
            };
        }
    }

    /// <summary>Returns the profiles in a chain.</summary>
    private static IEnumerable<string?> GetProfiles(RoleChain chain) =>
        [chain.Profile, chain.Base.Profile, .. chain.Steps.OfType<AssumeRoleStep>().Select(step => step.Profile)];

    private static IReadOnlyList<RoleFacts> LimitDurations(IReadOnlyList<RoleFacts> roles) =>
        [
            .. roles.Select(role =>
                role.DurationSeconds > StsRules.ChainedRoleSeconds
                    ? role with
                    {
                        DurationSeconds = StsRules.ChainedRoleSeconds,
                    }
                    : role
            ),
        ];

    private CodeFacts ReadChain(ProfileSet profiles, RoleChain chain)
    {
        var isNameable = IsNameable(profiles, chain.Base);
        var sourceProfile = isNameable ? GetSourceProfile(chain.Base) : null;
        var roles = new List<RoleFacts>();
        foreach (var step in chain.Steps.OfType<AssumeRoleStep>())
        {
            var source = roles is [.., var previous] ? previous.Profile : sourceProfile;
            roles.Add(
                new RoleFacts(
                    step.Profile,
                    source,
                    step.RoleArn,
                    step.ExternalId,
                    step.DurationSeconds,
                    names.SessionName(step.RoleSessionName, chain.Profile)
                )
            );
        }

        return new CodeFacts
        {
            Profile = chain.Profile,
            SourceProfile = sourceProfile,
            UnnameableSource = isNameable ? null : GetSourceProfile(chain.Base),
            BeginsWith = chain.Base.Kind,
            SourceAccount = GetSourceAccount(chain),
            IsTemporary = chain.Steps is [],
            Roles = roles,
            WebIdentity = chain.Base is WebIdentitySource web
                ? (
                    new RoleFacts(
                        web.Profile,
                        null,
                        web.RoleArn,
                        null,
                        web.DurationSeconds,
                        names.SessionName(web.RoleSessionName, chain.Profile)
                    ),
                    web.TokenFile
                )
                : null,
            MfaSerial = chain.MfaSerial,
            DurationSeconds = chain.Steps is [GetSessionTokenStep user] ? user.DurationSeconds : null,
            SessionName = names.SessionName(null, chain.Profile),

            // Credentials are not valid in other partitions, so the signing region of STS is a safe choice.
            Region = chain.Sts.SigningRegion,
        };
    }

    /// <summary>
    /// Returns the profile that has the source credentials, or null for credentials that SDKs find on the machine
    /// themselves. This includes <c>credential_source</c>: naming such a profile would assume its role.
    /// </summary>
    private static string? GetSourceProfile(CredentialSource source) =>
        CredentialSourceResolver.NameOf(source.Kind) is null ? source.Profile : null;

    /// <summary>
    /// Whether AWS tools get these credentials by the profile's name, rather than a role in the same profile.
    /// </summary>
    private static bool IsNameable(ProfileSet profiles, CredentialSource source) =>
        source is WebIdentitySource
        || GetSourceProfile(source) is not { } name
        || profiles.Find(name)?[ProfileSettings.RoleArn] is null;

    /// <summary>Returns the account of the chain's source credentials, or null if unknown.</summary>
    private static string? GetSourceAccount(RoleChain chain) =>
        chain.Base switch
        {
            SsoSource sso => sso.AccountId,
            WebIdentitySource web => RoleArn.TryParse(web.RoleArn, out var role) ? role.Account : null,
            KeySource { Credentials.AccountId: { } account } => account,
            ProcessSource { AccountId: { } account } => account,
            _ => chain.MfaSerial?.Split(':') is ["arn", _, "iam", "", { Length: > 0 } account, ..] ? account : null,
        };

    private List<RoleFacts> ReadAccounts(ProfileSet profiles, IReadOnlyList<RoleChain> chains, CodeTemplate template)
    {
        var accounts = new List<RoleFacts>();
        foreach (var chain in chains)
        {
            if (chain.Steps is not [AssumeRoleStep])
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"The template '{template.Name}' supports profiles that assume exactly one role, "
                        + $"but '{chain.Profile}' does not.",
                    "Remove this profile, or generate code for it separately."
                )
                {
                    Profile = chain.Profile,
                };
            }

            if (
                (GetSourceProfile(chain.Base), chain.Base.Kind)
                != (GetSourceProfile(chains[0].Base), chains[0].Base.Kind)
            )
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"Profiles '{chains[0].Profile}' and '{chain.Profile}' have different source credentials, "
                        + $"but the template '{template.Name}' supports only one source.",
                    "Generate code for profiles that share a source_profile."
                )
                {
                    Profile = chain.Profile,
                };
            }

            accounts.Add(ReadChain(profiles, chain).Roles[0]);
        }

        return accounts;
    }

    /// <summary>
    /// Returns the MFA device of all chains. One code is used for all accounts, so there can only be one device.
    /// </summary>
    private static string? GetSharedMfaSerial(IReadOnlyList<RoleChain> chains)
    {
        var serials = chains.Select(chain => chain.MfaSerial).OfType<string>().Distinct().ToList();
        return serials.Count <= 1
            ? serials.FirstOrDefault()
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The profiles require codes of {serials.Count} MFA devices: {string.Join(", ", serials)}.",
                "Generate code for profiles that share an MFA device."
            );
    }
}
