using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Accounts;

/// <summary>
/// The organizational units that a selection names: by ID, by name or by path, such as <c>Workloads/Prod</c>.
/// </summary>
internal sealed class UnitPaths(IReadOnlyList<string> wanted)
{
    private readonly HashSet<string> _found = [];

    /// <summary>Returns whether a unit is named, and remembers it.</summary>
    public bool Takes(OrganizationalUnit unit, string path)
    {
        // An empty name, as of a variable that is not set in a script, must not mean the root and so everything.
        var matching = wanted.Where(name =>
            name.Length > 0
            && (
                name == unit.Id
                || name.Equals(unit.Name, StringComparison.OrdinalIgnoreCase)
                || name.Trim('/').Equals(path, StringComparison.OrdinalIgnoreCase)
            )
        );
        var isTaken = false;
        foreach (var name in matching)
        {
            isTaken = true;
            _found.Add(name);
        }

        return isTaken;
    }

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the organization has no unit of that name.
    /// </exception>
    public void RequireAllFound(string profile)
    {
        if (wanted.FirstOrDefault(name => !_found.Contains(name)) is { } missing)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The organization of profile '{profile}' has no organizational unit '{missing}'.",
                "Use its ID (ou-...), its name or its path, such as Workloads/Prod."
            )
            {
                Profile = profile,
            };
        }
    }
}
