using System.Globalization;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration.Pipelines;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// Builds the <see cref="FactScope"/> of a template from the facts about a profile. Facts that the template needs but
/// that are unknown become placeholders.
/// </summary>
internal sealed class FactScopeBuilder
{
    /// <summary>Facts that are always available, as a placeholder if unknown.</summary>
    private static readonly Fact[] AlwaysAvailable = [Fact.Region, Fact.Duration, Fact.SessionName];

    /// <summary>Additional facts of code without a profile, which covers the most common case.</summary>
    private static readonly Fact[] DefaultProfileDescription = [Fact.Profile, Fact.SourceProfile, Fact.MfaSerial];

    /// <summary>Facts of every role.</summary>
    private static readonly Fact[] OfEveryRole = [Fact.RoleArn, Fact.RoleName, Fact.Account, Fact.TrustedArn];

    private readonly CodeFacts _facts;
    private readonly CodeTemplate _template;
    private readonly Partition _partition;
    private readonly bool _hasWebIdentity;
    private readonly PipelineTrust? _pipeline;
    private readonly IReadOnlyList<RoleFacts> _roles;
    private readonly IReadOnlyList<string> _flags;
    private readonly IReadOnlyList<Fact> _needed;
    private readonly Dictionary<string, FactValue> _general;

    /// <param name="facts">The known facts.</param>
    /// <param name="template">The template, which determines the required facts.</param>
    /// <param name="options">The language options that are turned on.</param>
    public FactScopeBuilder(CodeFacts facts, CodeTemplate template, IEnumerable<string> options)
    {
        var web = template.TakesWebIdentity ? facts.WebIdentity : null;
        _facts = facts;
        _template = template;
        _partition = facts.Region is null ? Partitions.Default : Partitions.FromRegion(facts.Region);
        _hasWebIdentity = web is not null;
        _pipeline = facts.Pipeline ?? template.Pipeline?.Read(new Dictionary<string, string>());
        _roles = web is { Role: var webRole } ? [webRole, .. facts.Roles] : facts.Roles;
        _flags =
        [
            .. options,
            .. GetSetFlags(
                ("sso", facts.BeginsWith is ProfileKind.Sso or ProfileKind.SsoSession),
                ("login", facts.BeginsWith is ProfileKind.Login),
                ("temporary", facts.IsTemporary),
                ("asIs", facts.Profile is not null && _roles is [] && facts.MfaSerial is null),
                ("wanted", facts.Profile is null || _roles is not []),
                ("chained", _roles.Count > 1),
                ("subjectPattern", _pipeline?.HasPattern == true)
            ),
        ];
        _needed =
        [
            .. AlwaysAvailable,
            .. template.Needs,
            .. facts.Profile is null ? DefaultProfileDescription : [],
            .. facts.UnnameableSource is null ? Array.Empty<Fact>() : [Fact.SourceProfile],
        ];
        _general = Fill(
            _needed,
            suffix: "",
            account: null,
            [
                (Fact.Profile, facts.Profile),
                (Fact.SourceProfile, facts.SourceProfile),
                (Fact.CredentialSource, facts.BeginsWith is { } kind ? CredentialSourceResolver.NameOf(kind) : null),
                (Fact.MfaSerial, facts.MfaSerial),
                (Fact.Region, facts.Region),
                (Fact.TokenFile, web?.TokenFile),
                (Fact.SessionName, facts.SessionName),
                (Fact.Duration, Digits(facts.DurationSeconds)),
            ]
        );
    }

    /// <summary>The account of the source credentials as a principal in trust policies.</summary>
    private string? SourceAccountArn =>
        _facts.SourceAccount is { } account ? $"arn:{_partition.Id}:iam::{account}:root" : null;

    public FactScope Build()
    {
        var minimum = _facts.Profile is null || _roles is not [] ? Math.Max(_template.Roles, 1) : 0;
        var chain = PadWithPlaceholders(_roles, minimum)
            .Select(
                (role, index) =>
                    GetRoleValues(
                        role,
                        index,
                        index == 0 ? SourceAccountArn : _roles.ElementAtOrDefault(index - 1)?.RoleArn,
                        takesCode: index == 0
                    )
            )
            .ToList();
        var accounts = PadWithPlaceholders(_facts.Accounts, _template.Accounts)
            .Select(
                (role, index) =>
                    new FactScope(
                        GetRoleValues(role, index, SourceAccountArn, takesCode: true),
                        GetFlags(("first", index == 0))
                    )
            )
            .ToList();
        var roles = chain
            .Select(
                (values, index) =>
                    new FactScope(
                        values,
                        GetFlags(("first", index == 0), ("webIdentity", index == 0 && _hasWebIdentity))
                    )
            )
            .ToList();
        return new FactScope(Root(chain), GetFlags())
        {
            Collections = new Dictionary<string, IReadOnlyList<FactScope>>
            {
                ["role"] = roles,
                ["chainedRole"] = [.. roles.Skip(1)],
                ["wantedRole"] = [.. roles.TakeLast(1)],
                ["account"] = accounts,
            },
        };
    }

    /// <summary>
    /// Outside of <c>each</c>, the facts are those of the first role, except for the profile, which is the last one.
    /// </summary>
    private Dictionary<string, FactValue> Root(IReadOnlyList<Dictionary<string, FactValue>> chain)
    {
        var root = new Dictionary<string, FactValue>(chain is [var first, ..] ? first : _general);
        if (_general.TryGetValue(Fact.Profile.Name, out var profile))
        {
            root[Fact.Profile.Name] = profile;
        }

        return root;
    }

    /// <param name="role">The role, or null for placeholders.</param>
    /// <param name="index">The position in the chain.</param>
    /// <param name="trustedArn">The principal that its trust policy must allow, if known.</param>
    /// <param name="takesCode">Whether its request can have an MFA code; role sessions have no MFA device.</param>
    private Dictionary<string, FactValue> GetRoleValues(RoleFacts? role, int index, string? trustedArn, bool takesCode)
    {
        var arn = RoleArn.TryParse(role?.RoleArn, out var parsed) ? parsed : null;
        var values = new Dictionary<string, FactValue>(_general);

        // The general duration is that of a user session.
        values.Remove(Fact.Duration.Name);
        if (!takesCode)
        {
            values.Remove(Fact.MfaSerial.Name);
        }

        if (role is null && values.TryGetValue(Fact.Profile.Name, out var profile) && !profile.IsPlaceholder)
        {
            // The profile does not belong to this placeholder role.
            values.Remove(Fact.Profile.Name);
        }

        var roleValues = Fill(
            [.. _needed, .. OfEveryRole],
            index == 0 ? "" : $"#{index}",
            arn?.Account,
            [
                (Fact.Profile, role?.Profile),
                (Fact.SourceProfile, role?.SourceProfile),
                (Fact.RoleArn, role?.RoleArn),
                (Fact.RoleName, arn?.Name),
                (Fact.Account, arn?.Account),
                (Fact.ExternalId, role?.ExternalId),
                (Fact.Duration, Digits(role?.DurationSeconds)),
                (Fact.SessionName, role?.SessionName),
                (Fact.TrustedArn, trustedArn),
                (Fact.ProviderArn, GetProviderArn(arn)),
                (Fact.AudienceClaim, _pipeline is null ? null : $"{_pipeline.Issuer}:aud"),
                (Fact.SubjectClaim, _pipeline is null ? null : $"{_pipeline.Issuer}:sub"),
                (Fact.Audience, GetAudience()),
                (Fact.Subject, _pipeline?.Subject),
            ]
        );
        foreach (var (name, value) in roleValues)
        {
            // A known general fact takes precedence over a placeholder.
            if (!value.IsPlaceholder || !values.ContainsKey(name))
            {
                values[name] = value;
            }
        }

        return values;
    }

    /// <summary>Returns the provider's ARN, which is in the account of the role.</summary>
    private string? GetProviderArn(RoleArn? role) =>
        _pipeline is null
            ? null
            : $"arn:{_partition.Id}:iam::{role?.Account ?? Fact.Account.Placeholder}:oidc-provider/{_pipeline.Issuer}";

    /// <summary>Returns the audience, which is another one in China.</summary>
    private string? GetAudience() =>
        _pipeline is { Audience: "sts.amazonaws.com" } && _partition.Id == "aws-cn"
            ? "sts.amazonaws.com.cn"
            : _pipeline?.Audience;

    private Dictionary<string, FactValue> Fill(
        IReadOnlyCollection<Fact> needed,
        string suffix,
        string? account,
        IEnumerable<(Fact Fact, string? Text)> facts
    ) =>
        facts
            .Where(pair => pair.Text is not null || needed.Contains(pair.Fact))
            .ToDictionary(
                pair => pair.Fact.Name,
                pair => new FactValue(
                    pair.Fact,
                    pair.Fact.Name + suffix,
                    pair.Text
                        ?? AdaptPlaceholder(
                            (suffix.Length > 0 ? pair.Fact.NextPlaceholder : null) ?? pair.Fact.Placeholder,
                            account
                        ),
                    IsPlaceholder: pair.Text is null
                )
            );

    /// <summary>Adapts the account and partition of a placeholder ARN to the known ones.</summary>
    private string AdaptPlaceholder(string placeholder, string? account)
    {
        var adapted = placeholder.Replace("arn:aws:", $"arn:{_partition.Id}:", StringComparison.Ordinal);
        return account is null ? adapted : adapted.Replace(Fact.Account.Placeholder, account, StringComparison.Ordinal);
    }

    private HashSet<string> GetFlags(params IEnumerable<(string Name, bool IsOn)> more) =>
        [.. _flags, .. GetSetFlags(more)];

    private static IEnumerable<string> GetSetFlags(params IEnumerable<(string Name, bool IsOn)> flags) =>
        flags.Where(flag => flag.IsOn).Select(flag => flag.Name);

    private static IEnumerable<RoleFacts?> PadWithPlaceholders(IReadOnlyList<RoleFacts> roles, int minimum) =>
        roles.Concat(Enumerable.Repeat<RoleFacts?>(null, Math.Max(0, minimum - roles.Count)));

    private static string? Digits(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
