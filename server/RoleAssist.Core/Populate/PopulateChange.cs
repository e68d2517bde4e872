namespace RoleAssist.Core.Populate;

/// <summary>What happens to a profile.</summary>
public enum PopulateAction
{
    /// <summary>It is added.</summary>
    Add,

    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>It is removed.</summary>
    Remove,
}

/// <summary>A profile that is added, stays or is removed.</summary>
/// <param name="Action">What happens to it.</param>
/// <param name="Profile">Its name.</param>
/// <param name="AccountId">The account's 12 digits.</param>
/// <param name="AccountName">The account's name; the digits again if it is not known.</param>
/// <param name="RoleName">The permission set's role.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record PopulateChange(
    PopulateAction Action,
    string Profile,
    string AccountId,
    string AccountName,
    string RoleName,
    string Reason
)
{
    /// <summary>Gets the settings of a profile that is added, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];
}
