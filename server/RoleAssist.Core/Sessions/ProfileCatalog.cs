using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Sessions;

/// <summary>Lists the profiles, what each of them needs, and its problems.</summary>
public sealed class ProfileCatalog(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionService sessions,
    IVaultIndex index,
    TimeProvider time,
    IFileFindings? findings = null
)
{
    /// <param name="options">
    /// How sessions would be created, which determines the codes they need and how long they last.
    /// </param>
    public async Task<(IReadOnlyList<ProfileSummary> Profiles, IReadOnlyList<Problem> Problems)> ListAsync(
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        // Neither needs the other, and both take a while with thousands of profiles. They share one reading of the files.
        var finding = findings is null
            ? Task.FromResult<IReadOnlyList<Problem>>([])
            : Task.Run(() => findings.FindAsync(cancellationToken), cancellationToken);
        var profiles = await store.LoadShownAsync(cancellationToken).ConfigureAwait(false);
        var summaries = Summarize(profiles, options);
        return (summaries, [.. profiles.Problems, .. Besides(summaries, await finding.ConfigureAwait(false))]);
    }

    /// <summary>Returns the findings in lines that no problem of a profile is about: those have their own words.</summary>
    public static IEnumerable<Problem> Besides(IReadOnlyList<ProfileSummary> summaries, IReadOnlyList<Problem> findings)
    {
        var reported = summaries
            .SelectMany(profile => profile.Problems)
            .Where(problem => problem is { Severity: ProblemSeverity.Error, Location: not null })
            .Select(problem => LineOf(problem.Location!))
            .ToHashSet();
        return findings.Where(finding => finding.Location is not { } place || !reported.Contains(LineOf(place)));
    }

    /// <summary>Summarizes profiles that are already loaded.</summary>
    public IReadOnlyList<ProfileSummary> Summarize(ProfileSet profiles, SessionOptions options)
    {
        var known = new ChainCache();
        var reported = profiles
            .Problems.Where(problem => problem is { Severity: ProblemSeverity.Error, Location: not null })
            .Select(problem => LineOf(problem.Location!))
            .ToHashSet();
        var ages = AgesOfKeys();
        return
        [
            .. profiles.Profiles.Select(profile =>
                Summarize(profiles, profile, known, reported, options) with
                {
                    KeyAgeDays =
                        profile[ProfileSettings.VaultKey] is { } id && ages.TryGetValue(id, out var days) ? days : null,
                    HasPlainKey = LongLivedKeys.IsInFile(profile),
                }
            ),
        ];
    }

    /// <summary>Reads the index once for all profiles. No keychain is asked.</summary>
    private Dictionary<string, int> AgesOfKeys()
    {
        var now = time.GetUtcNow();
        var ages = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in index.Entries)
        {
            ages[entry.Id] = entry.AgeDays(now);
        }

        return ages;
    }

    private ProfileSummary Summarize(
        ProfileSet profiles,
        Profile profile,
        ChainCache known,
        HashSet<(string File, int Line)> reported,
        SessionOptions options
    )
    {
        var kind = ProfileKinds.Classify(profile);
        RoleChain? chain = null;
        Problem? problem = null;
        try
        {
            // A default profile that only holds settings would resolve to the machine's own credentials.
            chain =
                kind == ProfileKind.Settings && profile[ProfileSettings.CredentialSource] is null
                    ? throw NoCredentials(profiles, profile)
                    : resolver.Resolve(profiles, profile.Name, known);
        }
        catch (RoleAssistException fault)
        {
            // The problems of the files already report this line in other words.
            problem =
                fault.Location is { } place && reported.Contains(LineOf(place)) ? null : Explain(profile, kind, fault);
        }

        return new ProfileSummary(
            profile.Name,
            kind,
            RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var arn)
                ? (arn.Account.Length > 0 ? arn.Account : null)
                : AccountOf(chain?.Base),
            profile[ProfileSettings.RoleArn],
            profile[ProfileSettings.SourceProfile],
            chain?.Region ?? profile[ProfileSettings.Region],
            chain?.MfaSerial ?? profile[ProfileSettings.MfaSerial],
            chain?.CodesNeeded ?? 0,
            chain?.Steps is [.., var last] ? last.DurationSeconds : null,
            problem is null ? NotesOf(profile, chain) : [problem],
            chain is null ? null : sessions.Plan(chain, options),
            profile.IsSandbox,
            profile.Location
        );
    }

    private static RoleAssistException NoCredentials(ProfileSet profiles, Profile profile)
    {
        profiles.RequireUsable(SectionName.Profile(profile.Name), profile.Name);
        return profiles.NoCredentials(profile);
    }

    /// <summary>Returns the account that a source without a role specifies.</summary>
    private static string? AccountOf(CredentialSource? source) =>
        source switch
        {
            SsoSource sso => sso.AccountId,
            ProcessSource process => process.AccountId,
            KeySource keys => keys.Credentials.AccountId,
            VaultSource vault => vault.AccountId,
            _ => null,
        };

    /// <summary>
    /// Returns the notes about the profile itself. Notes about a source are listed with the source's own profile.
    /// </summary>
    private static IReadOnlyList<Problem> NotesOf(Profile profile, RoleChain? chain) =>
        chain is null or { OwnNotes: [] }
            ? []
            :
            [
                .. chain.OwnNotes.Select(note => new Problem(
                    ErrorCode.ConfigurationInvalid,
                    ProblemSeverity.Information,
                    note,
                    profile.LocationOf(ProfileSettings.RoleArn)
                )),
            ];

    private static (string File, int Line) LineOf(SourceLocation location) => (location.File, location.Line);

    private static Problem Explain(Profile profile, ProfileKind kind, RoleAssistException fault) =>
        new(
            fault.Code,
            // A profile that only holds settings is valid; it just cannot be assumed.
            kind == ProfileKind.Settings
            && fault.Code == ErrorCode.CredentialsMissing
                ? ProblemSeverity.Information
                : ProblemSeverity.Error,
            fault.Hint is null ? fault.Summary : $"{fault.Summary} {fault.Hint}",
            fault.Location
                ?? profile.LocationOf(ProfileSettings.SourceProfile)
                ?? profile.LocationOf(ProfileSettings.RoleArn)
                ?? profile.Settings.Values.Select(setting => setting.Location).FirstOrDefault()
        );
}
