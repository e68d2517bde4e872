using System.Collections.Frozen;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Accounts;

/// <summary>An account that a command can run in, and how to get credentials for it.</summary>
/// <param name="Id">The account's 12 digits; null if only its credentials can tell.</param>
/// <param name="Name">The account's name, or that of its profile.</param>
/// <param name="Target">The role to assume, or the profile to use.</param>
public sealed record SelectedAccount(string? Id, string Name, AssumeTarget Target)
{
    /// <summary>The fields of the account itself, whose names no tag can take.</summary>
    private static readonly string[] OwnFields = ["id", "name", "profile", "role", "roleArn", "production"];

    /// <summary>Gets the role's ARN; null if the target has no role or it is not known.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// Gets the regions that the selection specifies for this account; empty if it specifies none.
    /// </summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Gets further names that other sources give it.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>
    /// Gets the metadata and tags of the account, which filters compare. AWS' tag keys are case-sensitive, so two may
    /// differ by case alone.
    /// </summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Gets where a file lists it, for messages; null if no file does.</summary>
    public string? Place { get; init; }

    /// <summary>Gets whether it may have tags that could not be read, so that it may be production.</summary>
    public bool IsStageUnknown { get; init; }

    /// <summary>Gets why its source could not tell how to get credentials for it; null if it could.</summary>
    public RoleAssistException? Fault { get; init; }

    /// <summary>Gets what identifies the account and its role across runs.</summary>
    public string Key => Target.Profile ?? Target.RoleArn ?? Target.SsoAccount?.ToString() ?? Id ?? Name;

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
            .Concat(OtherNames.Select(name => KeyValuePair.Create("name", name)))
            .Concat(Attributes.Select(tag => KeyValuePair.Create(NameOfTag(tag.Key), tag.Value)));

    /// <summary>
    /// Returns the name of an attribute in filters and lists. One that has the name of an account's own field is
    /// <c>tag:NAME</c>, so that it cannot change what the field means.
    /// </summary>
    public static string NameOfTag(string key) =>
        OwnFields.Contains(key, StringComparer.OrdinalIgnoreCase) ? $"tag:{key}" : key;
}
