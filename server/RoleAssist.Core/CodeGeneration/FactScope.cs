using System.Globalization;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>A fact as a template finds it.</summary>
/// <param name="Key">Tells it from the same fact of another role, for the tab stops of snippets.</param>
/// <param name="Text">Its text, or its digits.</param>
/// <param name="IsPlaceholder">Whether it stands for what nobody knows.</param>
internal sealed record FactValue(Fact Fact, string Key, string Text, bool IsPlaceholder);

/// <summary>
/// The facts as a template sees them: those of the profile and of the first role and, within <c>each</c>, those of
/// another role in their place.
/// </summary>
internal sealed class FactScope
{
    /// <summary>What code can always be given, if need be by a person who reads it.</summary>
    private static readonly Fact[] AlwaysThere = [Fact.Region, Fact.Duration, Fact.SessionName];

    /// <summary>What code that is written for nobody has besides: the usual case.</summary>
    private static readonly Fact[] Usual = [Fact.Profile, Fact.SourceProfile, Fact.MfaSerial];

    private readonly Dictionary<string, FactValue> _values;
    private readonly HashSet<string> _flags;

    private FactScope(Dictionary<string, FactValue> values, HashSet<string> flags) => (_values, _flags) = (values, flags);

    /// <summary>The scopes of <c>each</c>, by the name of what it goes through.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FactScope>> Collections { get; private init; } =
        new Dictionary<string, IReadOnlyList<FactScope>>();

    /// <param name="facts">What is known.</param>
    /// <param name="template">What must be there: what is not known is a placeholder.</param>
    /// <param name="options">The options of the language that are on.</param>
    public static FactScope Of(CodeFacts facts, CodeTemplate template, IEnumerable<string> options)
    {
        var web = template.TakesWebIdentity ? facts.WebIdentity : null;
        IReadOnlyList<RoleFacts> roles = web is { Role: var exchanged } ? [exchanged, .. facts.Roles] : facts.Roles;
        HashSet<string> flags =
        [
            .. options,
            .. facts.BeginsWith is BaseKind.Sso or BaseKind.SsoSession ? ["sso"] : Array.Empty<string>(),
            .. facts.BeginsWith is BaseKind.Login ? ["login"] : Array.Empty<string>(),
            .. facts.IsTemporary ? ["temporary"] : Array.Empty<string>(),
            .. roles.Count > 1 ? ["chained"] : Array.Empty<string>(),
        ];
        var needed = (Fact[])
        [
            .. AlwaysThere,
            .. template.Needs,
            .. facts.Profile is null ? Usual : [],
            .. facts.UnnameableSource is null ? Array.Empty<Fact>() : [Fact.SourceProfile],
        ];
        var partition = facts.Region is null ? Partitions.Default : Partitions.OfRegion(facts.Region);
        var general = Fill(needed, suffix: "", partition, account: null,
        [
            (Fact.Profile, facts.Profile),
            (Fact.SourceProfile, facts.SourceProfile),
            (Fact.CredentialSource, facts.BeginsWith is { } kind ? CredentialSourceResolver.NameOf(kind) : null),
            (Fact.MfaSerial, facts.MfaSerial),
            (Fact.Region, facts.Region),
            (Fact.TokenFile, web?.TokenFile),
            (Fact.SessionName, facts.SessionName),
            (Fact.Duration, Digits(facts.DurationSeconds)),
        ]);
        var chain = Padded(roles, Math.Max(template.Roles, facts.Profile is null ? 1 : 0))
            .Select((role, index) => OfRole(
                role, index, general, needed, [.. flags, .. FlagsOf(index, isExchanged: index == 0 && web is not null)], partition, TrustedBy(facts, roles, index, partition)))
            .ToList();
        var accounts = Padded(facts.Accounts, template.Accounts)
            .Select((role, index) => OfRole(
                role, index, general, needed, [.. flags, .. FlagsOf(index)], partition, TrustedBy(facts, [], 0, partition), isAccount: true))
            .ToList();
        var root = new Dictionary<string, FactValue>(chain is [var first, ..] ? first._values : general);
        if (general.TryGetValue(Fact.Profile.Name, out var profile))
        {
            // Outside of the chain the code speaks of where it leads.
            root[Fact.Profile.Name] = profile;
        }

        return new FactScope(root, flags)
        {
            Collections = new Dictionary<string, IReadOnlyList<FactScope>>
            {
                ["role"] = chain,
                ["chainedRole"] = [.. chain.Skip(1)],
                ["wantedRole"] = [.. chain.TakeLast(1)],
                ["account"] = accounts,
            },
        };
    }

    /// <summary>Whether the template's lines about it are wanted.</summary>
    public bool Has(string name) => _values.ContainsKey(name) || _flags.Contains(name);

    /// <summary>What to write for it; the placeholder where it is not known.</summary>
    public FactValue this[Fact fact] => _values.GetValueOrDefault(fact.Name) ?? new FactValue(fact, fact.Name, fact.Placeholder, IsPlaceholder: true);

    private static IEnumerable<RoleFacts?> Padded(IReadOnlyList<RoleFacts> roles, int least) =>
        roles.Concat(Enumerable.Repeat<RoleFacts?>(null, Math.Max(0, least - roles.Count)));

    private static FactScope OfRole(
        RoleFacts? role,
        int index,
        IReadOnlyDictionary<string, FactValue> general,
        IReadOnlyCollection<Fact> needed,
        HashSet<string> flags,
        Partition partition,
        string? trusted,
        bool isAccount = false)
    {
        var isFirst = index == 0;
        var arn = RoleArn.TryParse(role?.RoleArn, out var parsed) ? parsed : null;
        var values = new Dictionary<string, FactValue>(general);

        // A user's session has a length of its own.
        values.Remove(Fact.Duration.Name);
        if (!isFirst && !isAccount)
        {
            // Only the first call can carry a code: the session of a role has no device.
            values.Remove(Fact.MfaSerial.Name);
        }

        if (role is null && values.TryGetValue(Fact.Profile.Name, out var profile) && !profile.IsPlaceholder)
        {
            // The profile is not that of a role which somebody has to fill in.
            values.Remove(Fact.Profile.Name);
        }

        var own = Fill([.. needed, Fact.RoleArn, Fact.RoleName, Fact.Account, Fact.TrustedArn], isFirst ? "" : $"#{index}", partition, arn?.Account,
        [
            (Fact.Profile, role?.Profile),
            (Fact.SourceProfile, role?.SourceProfile),
            (Fact.RoleArn, role?.RoleArn),
            (Fact.RoleName, arn?.Name),
            (Fact.Account, arn?.Account),
            (Fact.ExternalId, role?.ExternalId),
            (Fact.Duration, Digits(role?.DurationSeconds)),
            (Fact.SessionName, role?.SessionName),
            (Fact.TrustedArn, trusted),
            (Fact.ProviderArn, null),
            (Fact.AudienceClaim, null),
            (Fact.SubjectClaim, null),
            (Fact.Subject, null),
        ]);
        foreach (var (name, value) in own)
        {
            // A placeholder is worth less than what is known of all roles.
            if (!value.IsPlaceholder || !values.ContainsKey(name))
            {
                values[name] = value;
            }
        }

        return new FactScope(values, flags);
    }

    /// <summary>What templates can ask of a role by its place.</summary>
    /// <param name="index">The place.</param>
    /// <param name="isExchanged">Whether a token is exchanged for the role.</param>
    private static IEnumerable<string> FlagsOf(int index, bool isExchanged = false) =>
    [
        .. index == 0 ? ["first"] : Array.Empty<string>(),
        .. isExchanged ? ["webIdentity"] : Array.Empty<string>(),
    ];

    /// <summary>The role before it or, for the first, the account in which it all begins.</summary>
    private static string? TrustedBy(CodeFacts facts, IReadOnlyList<RoleFacts> roles, int index, Partition partition) =>
        index > 0
            ? roles.ElementAtOrDefault(index - 1)?.RoleArn
            : facts.SourceAccount is { } account ? $"arn:{partition.Id}:iam::{account}:root" : null;

    /// <summary>An example's account, and its partition where that would reach no role of this one.</summary>
    private static string Fitting(string placeholder, Partition partition, string? account)
    {
        var fitting = placeholder.Replace("arn:aws:", $"arn:{partition.Id}:", StringComparison.Ordinal);
        return account is null ? fitting : fitting.Replace(Fact.Account.Placeholder, account, StringComparison.Ordinal);
    }

    private static Dictionary<string, FactValue> Fill(
        IReadOnlyCollection<Fact> needed, string suffix, Partition partition, string? account, IEnumerable<(Fact Fact, string? Text)> facts) =>
        facts
            .Where(pair => pair.Text is not null || needed.Contains(pair.Fact))
            .ToDictionary(
                pair => pair.Fact.Name,
                pair => new FactValue(
                    pair.Fact,
                    pair.Fact.Name + suffix,
                    pair.Text ?? Fitting((suffix.Length > 0 ? pair.Fact.NextPlaceholder : null) ?? pair.Fact.Placeholder, partition, account),
                    IsPlaceholder: pair.Text is null));

    private static string? Digits(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
