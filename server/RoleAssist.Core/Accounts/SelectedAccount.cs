using System.Collections.Frozen;
using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Accounts;

/// <summary>An account that a command can run in, and how to get credentials for it.</summary>
/// <param name="Id">The account's 12 digits; null if only its credentials can tell.</param>
/// <param name="Name">The account's name, or that of its profile.</param>
/// <param name="Target">The role to assume, or the profile to use.</param>
public sealed record SelectedAccount(string? Id, string Name, AssumeTarget Target)
{
    /// <summary>Gets the role's ARN; null if the target has no role or it is not known.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// Gets the regions that the selection specifies for this account; empty if it specifies none.
    /// </summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Gets the metadata and tags of the account, which filters compare.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Gets what identifies the account and its role across runs.</summary>
    public string Key => Target.Profile ?? Target.RoleArn ?? Target.SsoAccount?.ToString() ?? Name;

    /// <summary>Gets every attribute, with those that all accounts have.</summary>
    public IEnumerable<KeyValuePair<string, string>> AllAttributes =>
        new KeyValuePair<string, string?>[]
        {
            new("id", Id),
            new("name", Name),
            new("profile", Target.Profile),
            new("role", RoleArn?.Split('/')[^1] ?? Target.SsoAccount?.RoleName),
        }
            .Where(attribute => attribute.Value is not null)
            .Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value!))
            .Concat(Attributes);
}
