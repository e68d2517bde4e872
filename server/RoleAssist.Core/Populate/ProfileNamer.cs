using RoleAssist.Core.Chains;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Populate;

/// <summary>Finds names that no section of the files has and no other new profile gets.</summary>
internal sealed class ProfileNamer
{
    private const int LastDigits = 4;

    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _ambiguous;

    /// <param name="profiles">The AWS files, whose names are taken, also those of sections that tools ignore.</param>
    /// <param name="wanted">The name that each account and role would have alone.</param>
    public ProfileNamer(ProfileSet profiles, IEnumerable<string> wanted)
    {
        // AWS' names are case-sensitive, but people's eyes are not.
        _taken = new HashSet<string>(
            profiles
                .Profiles.Select(profile => profile.Name)
                .Concat(profiles.Faults.Keys)
                .Concat(profiles.Problems.Select(problem => Words(problem.Subject)).OfType<string>())
                .Append(ProfileNames.Default),
            StringComparer.OrdinalIgnoreCase
        );
        _ambiguous = wanted
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Takes a name for a profile; null if there is none.</summary>
    /// <param name="wanted">The name that it would have alone.</param>
    /// <param name="account">The account and role.</param>
    public string? Take(string wanted, SsoAccount account)
    {
        string?[] candidates =
        [
            _ambiguous.Contains(wanted) ? null : wanted,
            $"{wanted}-{account.AccountId[^LastDigits..]}",
            $"{wanted}-{account.AccountId}",
        ];
        return Array.Find(candidates, name => name is not null && ProfileNames.IsPlain(name) && _taken.Add(name));
    }

    /// <summary>Returns the name in a header that tools ignore, such as <c>[Profile dev]</c> for <c>dev</c>.</summary>
    private static string? Words(string? header) =>
        header?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last.Trim('"', '\'') : null;
}
