using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
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

    private SsoSession Session => new(profiles, options.Session);

    /// <summary>
    /// The profiles that were added for this session. The line that says so may have been copied to a profile of
    /// another session, whose roles are not those of this sign-in.
    /// </summary>
    private IEnumerable<Profile> Own =>
        profiles.Profiles.Where(profile =>
            profile[ProfileSettings.Populated] == options.Session
            && profile[ProfileSettings.SsoSession] == options.Session
        );

    /// <param name="found">The accounts and roles of the sign-in. Those with a fault may have more.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: all profiles would be removed, because there are no accounts.
    /// </exception>
    public PopulatePlan Plan(IReadOnlyList<SelectedAccount> found)
    {
        var ordered = found
            .Where(account => account.Fault is null && IsWanted(account.Target.SsoAccount!))
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

    private bool IsWanted(SsoAccount role) => options.Roles.Count == 0 || options.Roles.Contains(role.RoleName);

    private void AddMissing(List<SelectedAccount> found)
    {
        var session = Session;
        var known = session.Profiles.ToLookup(session.RoleOf, profile => profile.Name);
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
        var session = Session;
        var live = found.Select(account => account.Target.SsoAccount!).ToHashSet();
        var unsure = found.Where(account => account.Fault is not null).Select(account => account.Id).ToHashSet();
        var gone = Own.Where(profile => !live.Contains(session.RoleOf(profile)))
            .Where(profile => !unsure.Contains(profile[ProfileSettings.SsoAccountId]))
            .ToList();
        if (found.Count == 0)
        {
            KeepAll(gone);
            return;
        }

        if (!options.Prunes && gone.Count > 0)
        {
            _notes.Add(
                $"The sign-in no longer has the roles of {ListOf(gone)}. "
                    + $"To remove these profiles, run roleassist populate {ShellWord.Of(options.Session)} --prune."
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

    /// <summary>
    /// Keeps the profiles of a sign-in without accounts: more often somebody has signed in as another user, or an
    /// assignment is being changed, than all roles are gone.
    /// </summary>
    private void KeepAll(List<Profile> gone)
    {
        if (options.Prunes && gone.Count > 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The sign-in of sso-session '{options.Session}' has no accounts, so every profile that was added for it "
                    + $"would be removed ({ListOf(gone)}). Nothing was removed.",
                "Sign out and in again as the user who has the accounts. If they are really gone, remove the profiles "
                    + "by hand."
            );
        }

        var kept = gone.Count > 0 ? $" The profiles that were added for it stay: {ListOf(gone)}." : "";
        _notes.Add($"The sign-in has no accounts.{kept}");
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
            .. (options.Region ?? Session.Region) is { } region
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

    private static PopulateChange Of(PopulateAction action, string profile, SelectedAccount account, string reason) =>
        new(action, profile, account.Id!, account.Name, account.Target.SsoAccount!.RoleName, reason);

    private static string ListOf(List<Profile> gone) =>
        string.Join(", ", gone.Take(Shown).Select(profile => profile.Name))
        + (gone.Count > Shown ? $" and {gone.Count - Shown} more" : "");
}
