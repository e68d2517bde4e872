using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>Says of profiles that have no valid chain why, for a list of problems.</summary>
public static class ProfileFaults
{
    /// <summary>The most faults to look for: nobody reads more, and a hostile text could have millions.</summary>
    private const int Most = 1000;

    private static readonly RoleChainResolver OfAnyMachine = new(new ProcessEnvironment([]));

    /// <summary>
    /// Returns what is wrong in the files themselves, at most one fault for each profile: what a profile needs from the
    /// machine, such as variables and a container's endpoint, counts as given. Nothing is said of a profile that only
    /// holds settings, because nobody means to assume it.
    /// </summary>
    /// <param name="profiles">The profiles.</param>
    /// <param name="explained">The names of those whose fault is known already.</param>
    public static IEnumerable<Problem> Find(ProfileSet profiles, IReadOnlySet<string> explained)
    {
        var known = new ChainCache();
        return profiles
            .Profiles.Where(profile =>
                !explained.Contains(profile.Name)
                && (!IsOnlySettings(profile) || profile[ProfileSettings.SourceProfile] is not null)
            )
            .Select(profile => Find(profiles, profile, known))
            .OfType<Problem>()
            .Take(Most);
    }

    /// <summary>Whether a profile describes no credentials, so that it could get only those of the machine.</summary>
    internal static bool IsOnlySettings(Profile profile) =>
        ProfileKinds.Classify(profile) == ProfileKind.Settings && profile[ProfileSettings.CredentialSource] is null;

    /// <summary>Creates the error for such a profile.</summary>
    internal static RoleAssistException NoCredentials(ProfileSet profiles, Profile profile)
    {
        profiles.RequireUsable(SectionName.Profile(profile.Name), profile.Name);
        return profiles.NoCredentials(profile);
    }

    /// <summary>Describes an error of a profile, at the line to correct.</summary>
    internal static Problem Explain(Profile profile, RoleAssistException fault) =>
        new(
            fault.Code,
            // A profile that only holds settings is valid; it just cannot be assumed.
            ProfileKinds.Classify(profile) == ProfileKind.Settings
            && fault.Code == ErrorCode.CredentialsMissing
                ? ProblemSeverity.Information
                : ProblemSeverity.Error,
            fault.Hint is null ? fault.Summary : $"{fault.Summary} {fault.Hint}",
            fault.Location
                ?? profile.LocationOf(ProfileSettings.SourceProfile)
                ?? profile.LocationOf(ProfileSettings.RoleArn)
                ?? profile.Settings.Values.Select(setting => setting.Location).FirstOrDefault()
        );

    private static Problem? Find(ProfileSet profiles, Profile profile, ChainCache known)
    {
        try
        {
            if (IsOnlySettings(profile))
            {
                throw NoCredentials(profiles, profile);
            }

            OfAnyMachine.ResolveForCode(profiles, profile.Name, known);
            return null;
        }
        catch (RoleAssistException fault)
        {
            return Explain(profile, fault) with { Subject = profile.Name };
        }
    }
}
