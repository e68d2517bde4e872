using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>Reads from chains what code needs to know. Keys that a chain begins with stay where they are: code names their profile.</summary>
public sealed class CodeFactsReader(RoleSessionNames names)
{
    /// <param name="profiles">The AWS files.</param>
    /// <param name="chains">The profiles' chains; none: code for nobody in particular.</param>
    /// <param name="template">What the code is to be.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>, when the template cannot serve all profiles.</exception>
    public CodeFacts Read(ProfileSet profiles, IReadOnlyList<RoleChain> chains, CodeTemplate template)
    {
        if (chains is not [var first, ..])
        {
            return CodeFacts.None;
        }

        var facts = Of(profiles, first);
        RequireFitting(template, first, facts);
        if (template.Accounts > 0)
        {
            facts = facts with { MfaSerial = SharedSerial(chains), Accounts = AccountsOf(profiles, chains, template) };
        }

        return template.BuysUserSession && facts.MfaSerial is not null
            ? facts with { Roles = Shortened(facts.Roles), Accounts = Shortened(facts.Accounts) }
            : facts;
    }

    /// <summary>A role or a code that the profile does not have is not made up, and code that replaces what its own chain begins with is not written.</summary>
    private static void RequireFitting(CodeTemplate template, RoleChain chain, CodeFacts facts)
    {
        var hasRole = facts.Roles is not [] || (template.TakesWebIdentity && facts.WebIdentity is not null);
        if (!hasRole && (template.Roles > 0 || (template.TakesNoUserCode && facts.MfaSerial is not null)))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The template '{template.Name}' assumes a role, and profile '{chain.Profile}' has none.",
                "Name the role to assume (--role-arn), or choose a profile that has one.")
            { Profile = chain.Profile };
        }

        if (template.ReplacesDefaultProfile && NamesOf(chain).Contains(ProfileNames.Default))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Profile '{chain.Profile}' gets its credentials through the default profile, which the template '{template.Name}' replaces.",
                "Rename the default profile, for example to [home], set source_profile to that name, and generate the code again.")
            { Profile = chain.Profile };
        }
    }

    /// <summary>The profiles that a chain goes through.</summary>
    private static IEnumerable<string?> NamesOf(RoleChain chain) =>
        [chain.Profile, chain.Base.Profile, .. chain.Steps.OfType<AssumeRoleStep>().Select(step => step.Profile)];

    private static IReadOnlyList<RoleFacts> Shortened(IReadOnlyList<RoleFacts> roles) =>
    [
        .. roles.Select(role => role.DurationSeconds > StsRules.ChainedRoleSeconds ? role with { DurationSeconds = StsRules.ChainedRoleSeconds } : role),
    ];

    private CodeFacts Of(ProfileSet profiles, RoleChain chain)
    {
        var isNameable = IsNameable(profiles, chain.Base);
        var sourceProfile = isNameable ? SourceOf(chain.Base) : null;
        var roles = new List<RoleFacts>();
        foreach (var step in chain.Steps.OfType<AssumeRoleStep>())
        {
            var source = roles is [.., var previous] ? previous.Profile : sourceProfile;
            roles.Add(new RoleFacts(
                step.Profile, source, step.RoleArn, step.ExternalId, step.DurationSeconds, names.SessionName(step.RoleSessionName, chain.Profile)));
        }

        return new CodeFacts
        {
            Profile = chain.Profile,
            SourceProfile = sourceProfile,
            UnnameableSource = isNameable ? null : SourceOf(chain.Base),
            BeginsWith = chain.Base.Kind,
            SourceAccount = AccountOf(chain),
            IsTemporary = chain.Steps is [],
            Roles = roles,
            WebIdentity = chain.Base is WebIdentitySource web
                ? (new RoleFacts(web.Profile, null, web.RoleArn, null, web.DurationSeconds, names.SessionName(web.RoleSessionName, chain.Profile)), web.TokenFile)
                : null,
            MfaSerial = chain.MfaSerial,
            DurationSeconds = chain.Steps is [GetSessionTokenStep user] ? user.DurationSeconds : null,
            SessionName = names.SessionName(null, chain.Profile),

            // Credentials are worth nothing in a region of another partition, so where STS is asked says it best.
            Region = chain.Sts.SigningRegion,
        };
    }

    /// <summary>
    /// Only a profile can be named in code; whatever else the machine has, SDKs find by themselves. What a profile's
    /// <c>credential_source</c> names is of the machine too: whoever named the profile would get its role.
    /// </summary>
    private static string? SourceOf(CredentialSource source) => CredentialSourceResolver.NameOf(source.Kind) is null ? source.Profile : null;

    /// <summary>Whether AWS' tools get these credentials by their profile's name, and not a role that stands beside them.</summary>
    private static bool IsNameable(ProfileSet profiles, CredentialSource source) =>
        source is WebIdentitySource || SourceOf(source) is not { } name || profiles.Find(name)?[ProfileSettings.RoleArn] is null;

    /// <summary>The account of the user or the role that it all begins with.</summary>
    private static string? AccountOf(RoleChain chain) => chain.Base switch
    {
        SsoSource sso => sso.AccountId,
        WebIdentitySource web => RoleArn.TryParse(web.RoleArn, out var role) ? role.Account : null,
        KeySource { Credentials.AccountId: { } account } => account,
        ProcessSource { AccountId: { } account } => account,
        _ => chain.MfaSerial?.Split(':') is ["arn", _, "iam", "", { Length: > 0 } account, ..] ? account : null,
    };

    private List<RoleFacts> AccountsOf(ProfileSet profiles, IReadOnlyList<RoleChain> chains, CodeTemplate template)
    {
        var accounts = new List<RoleFacts>();
        foreach (var chain in chains)
        {
            if (chain.Steps is not [AssumeRoleStep])
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"The template '{template.Name}' takes profiles that assume one role each, and '{chain.Profile}' does not.",
                    "Leave it out, or generate code for it alone.")
                { Profile = chain.Profile };
            }

            if ((SourceOf(chain.Base), chain.Base.Kind) != (SourceOf(chains[0].Base), chains[0].Base.Kind))
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"Profiles '{chains[0].Profile}' and '{chain.Profile}' begin with different credentials; the template '{template.Name}' begins with one profile's.",
                    "Generate code for those that share their source_profile.")
                { Profile = chain.Profile };
            }

            accounts.Add(Of(profiles, chain).Roles[0]);
        }

        return accounts;
    }

    /// <summary>One code opens all accounts, so it comes from one device.</summary>
    private static string? SharedSerial(IReadOnlyList<RoleChain> chains)
    {
        var serials = chains.Select(chain => chain.MfaSerial).OfType<string>().Distinct().ToList();
        return serials.Count <= 1
            ? serials.FirstOrDefault()
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument, $"The profiles ask for codes of {serials.Count} devices: {string.Join(", ", serials)}.", "Generate code for those of one device.");
    }
}
