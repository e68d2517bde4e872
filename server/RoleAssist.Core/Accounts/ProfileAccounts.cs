using System.IO.Enumeration;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Accounts;

/// <summary>The accounts of profiles whose names match a pattern.</summary>
/// <param name="store">The AWS files.</param>
/// <param name="patterns">Names, which may contain <c>*</c> and <c>?</c>.</param>
public sealed class ProfileAccounts(IProfileStore store, IReadOnlyList<string> patterns) : IAccountSource
{
    public async Task<IReadOnlyList<SelectedAccount>> ReadAsync(string? tokenCode, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<SelectedAccount>();
        foreach (var pattern in patterns.SelectMany(pattern => Split(profiles, pattern)))
        {
            var matching = Matching(profiles, pattern);
            found.AddRange(matching.Where(one => !found.Exists(known => known.Key == one.Key)));
        }

        return found;
    }

    /// <summary>Commas separate names, unless a profile has such a name.</summary>
    private static string[] Split(ProfileSet profiles, string pattern) =>
        profiles.Find(pattern) is null && pattern.Contains(',', StringComparison.Ordinal)
            ? pattern.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [pattern];

    private static List<SelectedAccount> Matching(ProfileSet profiles, string pattern)
    {
        if (!pattern.AsSpan().ContainsAny('*', '?'))
        {
            return profiles.Find(pattern) is null && pattern.AsSpan().ContainsAny(' ', ';')
                ? throw new RoleAssistException(
                    ErrorCode.ProfileNotFound,
                    $"There is no profile '{pattern}'.",
                    "Separate names by commas, or repeat --profiles."
                )
                : [Of(profiles.Get(pattern))];
        }

        // A section with settings alone is no profile to use, and a pattern does not ask for it by name.
        var matching = profiles
            .Profiles.Where(profile =>
                FileSystemName.MatchesSimpleExpression(pattern, profile.Name, ignoreCase: false)
                && ProfileKinds.Classify(profile) != ProfileKind.Settings
            )
            .Select(Of)
            .ToList();
        return matching.Count > 0
            ? matching
            : throw new RoleAssistException(
                ErrorCode.ProfileNotFound,
                $"No profile matches '{pattern}'.",
                "List the profiles with roleassist profiles. Quote the pattern, so that the shell does not expand it."
            );
    }

    private static SelectedAccount Of(Profile profile) =>
        new(AccountOf(profile), profile.Name, new AssumeTarget { Profile = profile.Name })
        {
            RoleArn = profile[ProfileSettings.RoleArn],
            Attributes = AttributesOf(profile),
        };

    /// <summary>Returns the account of a profile as far as its settings tell; null if they do not.</summary>
    public static string? AccountOf(Profile profile) =>
        RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var role) && role.Account.Length > 0
            ? role.Account
            : profile[ProfileSettings.SsoAccountId] ?? profile[ProfileSettings.AccountId];

    private static Dictionary<string, string> AttributesOf(Profile profile)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in (string[])[ProfileSettings.Region, ProfileSettings.SourceProfile])
        {
            if (profile[setting] is { } value)
            {
                attributes[setting] = value;
            }
        }

        return attributes;
    }
}
