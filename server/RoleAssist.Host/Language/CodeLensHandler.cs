using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using LensCommands = RoleAssist.Contracts.LensCommands;

namespace RoleAssist.Host.Language;

/// <summary>
/// Offers <c>Assume | Explain | Console</c> at the headers of profiles, with the time left of a session. It runs
/// nothing: the commands are the client's.
/// </summary>
internal sealed class CodeLensHandler(SessionRegistry registry, SharedConfigFiles paths)
{
    /// <summary>A lens at every header of a longer list is noise, and the client would lay out all of them.</summary>
    private const int MaxProfiles = 2_000;

    public IReadOnlyList<CodeLens> List(LanguageSnapshot snapshot, LensCommands commands, ProductionRules production)
    {
        if (!snapshot.IsOwn)
        {
            // The commands would take the user's profile of that name.
            return [];
        }

        var sessions = registry.Snapshot;
        var profiles = snapshot.Files.ReadProfiles(paths);
        return
        [
            .. ConfigHeaders
                .In(snapshot.Document)
                .Take(MaxProfiles)
                .Where(header =>
                    profiles.Find(header.Profile) is { } profile
                    && ProfileKinds.Classify(profile) != ProfileKind.Settings
                )
                .SelectMany(header =>
                    Of(snapshot, header, commands, TitleOf(profiles.Find(header.Profile)!, sessions, production))
                ),
        ];
    }

    private static IEnumerable<CodeLens> Of(
        LanguageSnapshot snapshot,
        ProfileHeader header,
        LensCommands commands,
        string assume
    )
    {
        (string Title, string? Command)[] all =
        [
            (assume, commands.AssumeCommand),
            ("Explain", commands.ExplainCommand),
            ("Console", commands.ConsoleCommand),
        ];
        return all.Where(one => one.Command is not null)
            .Select(one => new CodeLens(
                snapshot.RangeOf(header.Span),
                new EditorCommand(one.Title, one.Command!, [header.Profile])
            ));
    }

    private static string TitleOf(Profile profile, SessionsSnapshot sessions, ProductionRules production)
    {
        var entry = sessions.Entries.FirstOrDefault(entry =>
            entry.Chain.Profile == profile.Name && entry.Target.RoleArn is null
        );
        return entry?.StateAt(sessions.Time) switch
        {
            null => IsProduction(profile, production) ? "Assume (production)" : "Assume",
            SessionState.Assuming => "Assuming…",
            SessionState.NeedsMfa => "Assume (needs a code)",
            SessionState.Expired or SessionState.Failed => "Assume again",
            _ => entry.Issued?.Credentials.Expiration is { } end
                ? $"Assumed, {TimeLeft(end - sessions.Time)} left"
                : "Assumed",
        };
    }

    private static bool IsProduction(Profile profile, ProductionRules production) =>
        production.Matches(
            profile.Name,
            RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var role)
                ? role.Account
                : profile[ProfileSettings.SsoAccountId]
        );

    private static string TimeLeft(TimeSpan left) =>
        left.TotalHours >= 1
            ? $"{(int)left.TotalHours} h {left.Minutes} min"
            : $"{Math.Max(0, (int)left.TotalMinutes)} min";
}
