namespace RoleAssist.Core.Endpoints;

/// <summary>
/// The variables by which a tool without the profile learns what the profile says of endpoints, as far as nothing in
/// the environment overrides it.
/// </summary>
public sealed record ProfileEndpoints(IReadOnlyList<KeyValuePair<string, string>> Variables)
{
    public static ProfileEndpoints None { get; } = new([]);
}
