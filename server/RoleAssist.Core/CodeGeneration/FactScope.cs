using System.Globalization;
using RoleAssist.Core.Credentials;

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
        HashSet<string> flags =
        [
            .. options,
            .. facts.BeginsWithSso ? ["sso"] : Array.Empty<string>(),
            .. facts.Roles.Count > 1 ? ["chained"] : Array.Empty<string>(),
        ];
        var needed = (Fact[])[.. AlwaysThere, .. template.Needs, .. facts.Profile is null ? Usual : []];
        var web = template.Needs.Contains(Fact.TokenFile) ? facts.WebIdentity : null;
        IReadOnlyList<RoleFacts> roles = web is { Role: var exchanged } ? [exchanged, .. facts.Roles] : facts.Roles;
        var general = Fill(needed, suffix: "",
        [
            (Fact.Profile, facts.Profile),
            (Fact.SourceProfile, facts.SourceProfile),
            (Fact.MfaSerial, facts.MfaSerial),
            (Fact.Region, facts.Region),
            (Fact.TokenFile, web?.TokenFile),
            (Fact.SessionName, facts.SessionName),
            (Fact.Duration, Digits(facts.DurationSeconds)),
        ]);
        var chain = Padded(roles, Math.Max(template.Roles, facts.Profile is null ? 1 : 0))
            .Select((role, index) => OfRole(role, index, general, needed, flags, TrustedBy(facts, roles, index)))
            .ToList();
        var accounts = Padded(facts.Accounts, template.Accounts)
            .Select((role, index) => OfRole(role, index, general, needed, flags, TrustedBy(facts, [], 0), isAccount: true))
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

        var own = Fill([.. needed, Fact.RoleArn, Fact.RoleName, Fact.Account, Fact.TrustedArn], isFirst ? "" : $"#{index}",
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
        ]);
        foreach (var (name, value) in own)
        {
            // A placeholder is worth less than what is known of all roles.
            if (!value.IsPlaceholder || !values.ContainsKey(name))
            {
                values[name] = value;
            }
        }

        return new FactScope(values, [.. flags, .. isFirst ? ["first"] : Array.Empty<string>()]);
    }

    /// <summary>The role before it or, for the first, the account of whoever has the MFA device.</summary>
    private static string? TrustedBy(CodeFacts facts, IReadOnlyList<RoleFacts> roles, int index) =>
        index > 0
            ? roles.ElementAtOrDefault(index - 1)?.RoleArn
            : facts.MfaSerial?.Split(':') is ["arn", var partition, "iam", "", { Length: > 0 } account, ..]
                ? $"arn:{partition}:iam::{account}:root"
                : null;

    private static Dictionary<string, FactValue> Fill(
        IReadOnlyCollection<Fact> needed, string suffix, IEnumerable<(Fact Fact, string? Text)> facts) =>
        facts
            .Where(pair => pair.Text is not null || needed.Contains(pair.Fact))
            .ToDictionary(
                pair => pair.Fact.Name,
                pair => new FactValue(
                    pair.Fact,
                    pair.Fact.Name + suffix,
                    pair.Text ?? (suffix.Length > 0 ? pair.Fact.NextPlaceholder : null) ?? pair.Fact.Placeholder,
                    IsPlaceholder: pair.Text is null));

    private static string? Digits(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
