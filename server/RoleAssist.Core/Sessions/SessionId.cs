using System.Text;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Identifies a session by everything it depends on: the source credentials and every parameter of every step. Changing
/// a role's ARN, tags or keys yields another session, so an old one is never served in its place.
/// </summary>
public sealed record SessionId(string Value)
{
    /// <summary>Returns the ID of the session that a chain leads to.</summary>
    public static SessionId FromChain(RoleChain chain)
    {
        var facts = new StringBuilder();
        Add(facts, chain.Profile, chain.Region, chain.Sts.SigningRegion, chain.Sts.Url.OriginalString);
        Add(facts, [.. chain.Endpoints.Variables.SelectMany(variable => new[] { variable.Key, variable.Value })]);
        return FromChain(facts, chain);
    }

    /// <summary>
    /// Identifies only the credentials of a session, regardless of where they are used: they are valid in every region
    /// of their partition, and a shell may use another region than the editor.
    /// </summary>
    public static SessionId ForCredentials(RoleChain chain)
    {
        var facts = new StringBuilder();
        Add(facts, chain.Profile, PrimeKey.GetIssuer(chain.Sts));
        return FromChain(facts, chain);
    }

    public override string ToString() => Value;

    private static SessionId FromChain(StringBuilder facts, RoleChain chain)
    {
        Add(facts, [chain.Base.Kind.ToString(), .. chain.Base.Identity]);
        foreach (var step in chain.Steps)
        {
            Add(
                facts,
                step.GetType().Name,
                step.MfaSerial,
                step.DurationSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
            if (step is AssumeRoleStep role)
            {
                Add(facts, role.RoleArn, role.RoleSessionName, role.ExternalId, role.Policy, role.SourceIdentity);
                Add(facts, [.. role.PolicyArns.Order(StringComparer.Ordinal)]);
                Add(
                    facts,
                    [
                        .. role
                            .Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
                            .SelectMany(tag => new[] { tag.Key, tag.Value }),
                    ]
                );
                Add(facts, [.. role.TransitiveTagKeys.Order(StringComparer.Ordinal)]);
                if (role.Agent is { } agent)
                {
                    Add(facts, AgentScope.Tag, agent);
                }
            }
        }

        var digest = Sha256.HashData(Encoding.UTF8.GetBytes(facts.ToString()));
        return new SessionId(Convert.ToHexStringLower(digest.AsSpan(0, 8)));
    }

    /// <summary>Prefixes each value with its length, so that different lists never produce the same text.</summary>
    private static void Add(StringBuilder facts, params IReadOnlyList<string?> values)
    {
        facts.Append(values.Count).Append(';');
        foreach (var value in values)
        {
            facts.Append(value?.Length ?? -1).Append(':').Append(value);
        }
    }
}
