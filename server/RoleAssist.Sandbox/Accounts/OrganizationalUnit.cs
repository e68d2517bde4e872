using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>An organizational unit, or the root that contains all others.</summary>
internal sealed record OrganizationalUnit(string Id, string Name, OrganizationalUnit? Parent)
{
    public static OrganizationalUnit Root { get; } = new("r-sand", "Root", Parent: null);

    public static OrganizationalUnit Workloads { get; } = Below(Root, "Workloads");

    public static OrganizationalUnit Prod { get; } = Below(Workloads, "Prod");

    public static OrganizationalUnit Stage { get; } = Below(Workloads, "Stage");

    public static OrganizationalUnit Dev { get; } = Below(Workloads, "Dev");

    public static OrganizationalUnit Sandbox { get; } = Below(Root, "Sandbox");

    /// <summary>All units, those above before those below.</summary>
    public static IReadOnlyList<OrganizationalUnit> All { get; } = [Root, Workloads, Prod, Stage, Dev, Sandbox];

    /// <summary>The names from below the root, as people write them: <c>Workloads/Prod</c>.</summary>
    public string Path => Parent is null or { Parent: null } ? Name : $"{Parent.Path}/{Name}";

    /// <summary>The IDs from the root, as Organizations writes them.</summary>
    public string IdPath => Parent is null ? $"{Id}/" : $"{Parent.IdPath}{Id}/";

    private static OrganizationalUnit Below(OrganizationalUnit parent, string name) =>
        new($"ou-sand-{UniqueId.ForEntity("", $"{parent.Id}/{name}")[..8].ToLowerInvariant()}", name, parent);
}
