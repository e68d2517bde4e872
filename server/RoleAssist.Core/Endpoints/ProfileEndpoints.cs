namespace RoleAssist.Core.Endpoints;

/// <summary>
/// The variables with a profile's endpoint settings, for tools that do not read the profile. Settings that the
/// environment overrides are left out.
/// </summary>
public sealed record ProfileEndpoints(IReadOnlyList<KeyValuePair<string, string>> Variables)
{
    public static ProfileEndpoints None { get; } = new([]);
}
