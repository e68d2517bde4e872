using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Populate;

/// <summary>
/// Decides what profiles to add for the accounts and roles of a sign-in, and which of those that it added before are
/// gone. It reads and writes nothing.
/// </summary>
/// <param name="profiles">The AWS files.</param>
/// <param name="options">What is wanted.</param>
/// <param name="template">How profiles are named.</param>
internal sealed class PopulatePlanner(ProfileSet profiles, PopulateOptions options, ProfileNameTemplate template)
{
    private const int Shown = 5;

    private readonly List<PopulateChange> _changes = [];
    private readonly List<string> _notes = [];

    /// <summary>The profiles that use the sign-in, in the older form too.</summary>
    private IEnumerable<Profile> Existing =>
        profiles.Profiles.Where(profile =>
            profile[ProfileSettings.RoleArn] is null
            && (
                profile[ProfileSettings.SsoSession] == options.Session
                || profile[ProfileSettings.SsoSession] is null
                    && profile[ProfileSettings.SsoStartUrl] is { } url
                    && url == Session?[ProfileSettings.SsoStartUrl]
            )
        );

    private Profile? Session => profiles.SsoSessions.GetValueOrDefault(options.Session);

    /// <summary>The profiles that were added for this session.</summary>
    private IEnumerable<Profile> Own =>
        profiles.Profiles.Where(profile => profile[ProfileSettings.Populated] == options.Session);

    /// <param name="found">The accounts and roles of the sign-in. Those with a fault may have more.</param>
    public PopulatePlan Plan(IReadOnlyList<SelectedAccount> found)
    {
        var ordered = found
            .Where(account => account.Fault is null)
            .OrderBy(account => account.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(account => account.Id, StringComparer.Ordinal)
            .ThenBy(account => account.Target.SsoAccount!.RoleName, StringComparer.OrdinalIgnoreCase)
            .DistinctBy(account => account.Target.SsoAccount)
            .ToList();
        AddMissing(ordered);
        Prune(found);
        _notes.AddRange(found.Select(account => account.Fault?.Message).OfType<string>());
        return new PopulatePlan(options.Session, _changes, Before(), After(), _notes);
    }

    private void AddMissing(List<SelectedAccount> found)
    {
        var known = Existing.ToLookup(RoleOf, profile => profile.Name);
        var wanted = found.ConvertAll(NameOf);
        var namer = new ProfileNamer(profiles, wanted);
        var shared = SessionSettings.SharedBy(profiles, options.Session);
        for (var i = 0; i < found.Count; i++)
        {
            var (account, role) = (found[i], found[i].Target.SsoAccount!);
            if (known[role].FirstOrDefault() is { } existing)
            {
                _changes.Add(Of(PopulateAction.Keep, existing, account, "A profile has this role already."));
            }
            else if (namer.Take(wanted[i], role) is not { } name)
            {
                _notes.Add(
                    $"The role {role.RoleName} in {account.Name} ({account.Id}) gets no profile: every name that the "
                        + $"template gives it is taken, such as '{wanted[i]}'."
                );
            }
            else
            {
                var reason =
                    name == wanted[i] ? "It is new." : $"It is new, and the name '{wanted[i]}' stands for another one.";
                _changes.Add(
                    Of(PopulateAction.Add, name, account, reason) with
                    {
                        Settings = SettingsOf(role, shared),
                    }
                );
            }
        }
    }

    private void Prune(IReadOnlyList<SelectedAccount> found)
    {
        var live = found.Select(account => account.Target.SsoAccount!).ToHashSet();
        var unsure = found.Where(account => account.Fault is not null).Select(account => account.Id).ToHashSet();
        var gone = Own.Where(profile => !live.Contains(RoleOf(profile)))
            .Where(profile => !unsure.Contains(profile[ProfileSettings.SsoAccountId]))
            .ToList();
        if (!options.Prunes && gone.Count > 0)
        {
            _notes.Add(
                $"The sign-in no longer has the roles of {ListOf(gone)}. To remove these profiles, prune them (--prune)."
            );
            return;
        }

        foreach (var profile in gone)
        {
            var obstacle = Obstacle(profile);
            _changes.Add(
                new PopulateChange(
                    obstacle is null ? PopulateAction.Remove : PopulateAction.Keep,
                    profile.Name,
                    profile[ProfileSettings.SsoAccountId] ?? "",
                    profile[ProfileSettings.SsoAccountId] ?? "",
                    profile[ProfileSettings.SsoRoleName] ?? "",
                    obstacle ?? "The sign-in no longer has this role."
                )
            );
        }
    }

    /// <summary>Returns why a profile stays although its role is gone; null if nothing speaks against its removal.</summary>
    private string? Obstacle(Profile profile)
    {
        var user = profiles.Profiles.FirstOrDefault(other =>
            other[ProfileSettings.SourceProfile] == profile.Name && other.Name != profile.Name
        );
        return user is not null ? $"The sign-in no longer has this role, but the profile '{user.Name}' uses it."
            : profile.Settings.Keys.FirstOrDefault(name => !PopulatedSettings.Contains(name)) is { } foreign
                ? $"The sign-in no longer has this role, but somebody has added {foreign} to the profile."
            : null;
    }

    private List<KeyValuePair<string, string>> SettingsOf(
        SsoAccount role,
        IReadOnlyList<KeyValuePair<string, string>> shared
    ) =>
        [
            new(ProfileSettings.SsoSession, options.Session),
            new(ProfileSettings.SsoAccountId, role.AccountId),
            new(ProfileSettings.SsoRoleName, role.RoleName),
            .. (options.Region ?? Session?[ProfileSettings.SsoRegion]) is { } region
                ? [KeyValuePair.Create(ProfileSettings.Region, region)]
                : Array.Empty<KeyValuePair<string, string>>(),
            .. shared,
            new(ProfileSettings.Populated, options.Session),
        ];

    private string NameOf(SelectedAccount account) =>
        template.Expand(account.Name, account.Id!, account.Target.SsoAccount!.RoleName, options.Session);

    private string Before() => TextOf(Own.Select(profile => (profile.Name, Visible(profile))));

    private string After()
    {
        var removed = _changes
            .Where(change => change.Action == PopulateAction.Remove)
            .Select(change => change.Profile)
            .ToHashSet(StringComparer.Ordinal);
        return TextOf(
            Own.Where(profile => !removed.Contains(profile.Name))
                .Select(profile => (profile.Name, Visible(profile)))
                .Concat(
                    _changes
                        .Where(change => change.Action == PopulateAction.Add)
                        .Select(change => (change.Profile, change.Settings.AsEnumerable()))
                )
        );
    }

    private static string TextOf(IEnumerable<(string Name, IEnumerable<KeyValuePair<string, string>> Settings)> all) =>
        string.Join(
            '\n',
            all.Select(one =>
                $"[profile {one.Name}]\n" + string.Concat(one.Settings.Select(pair => $"{pair.Key} = {pair.Value}\n"))
            )
        );

    /// <summary>Only the settings that are ours: others may be secret.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Visible(Profile profile) =>
        profile
            .Settings.Where(setting => PopulatedSettings.Contains(setting.Key))
            .Select(setting => KeyValuePair.Create(setting.Key, setting.Value.Value));

    private SsoAccount RoleOf(Profile profile) =>
        new(options.Session, profile[ProfileSettings.SsoAccountId] ?? "", profile[ProfileSettings.SsoRoleName] ?? "");

    private static PopulateChange Of(PopulateAction action, string profile, SelectedAccount account, string reason) =>
        new(action, profile, account.Id!, account.Name, account.Target.SsoAccount!.RoleName, reason);

    private static string ListOf(List<Profile> gone) =>
        string.Join(", ", gone.Take(Shown).Select(profile => profile.Name))
        + (gone.Count > Shown ? $" and {gone.Count - Shown} more" : "");
}
