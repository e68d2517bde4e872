using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// A config file that gives a session's role under its profile's name and as <c>[default]</c>, for tools that know no
/// <c>AWS_PROFILE</c>, and carries the person's other profiles, so that <c>--profile</c>, kubeconfigs and Terraform's
/// providers go on working. RoleAssist's <c>credential_process</c> answers for each of them; the file holds no secret.
/// </summary>
public static class GeneratedProfile
{
    /// <param name="profiles">The person's profiles.</param>
    /// <param name="session">The session.</param>
    /// <param name="name">The role's name in the file.</param>
    /// <param name="program">The command that prints credentials: one path, without blanks and quotes.</param>
    public static string Config(ProfileSet profiles, Session session, string name, string program)
    {
        var own = profiles.Find(session.Profile);
        var text = new ConfigText("# Written by RoleAssist for one session, read-only: edit your own files, which this one follows. It goes when the session ends.");
        var settings = RoleSettings(session, own, program);
        foreach (var section in name == ProfileNames.Default ? [name] : new[] { $"profile {name}", ProfileNames.Default })
        {
            text.Section(section, settings);
        }

        new CarriedProfiles(profiles, session, own, name, program).WriteTo(text);
        if (own is not null && own.Name is not ProfileNames.Default && own.Name != name && CarriedProfiles.HeaderName(own.Name) is { } written)
        {
            // The name that the person knows it by, where that cannot be the name that every SDK finds.
            text.Section($"profile {written}", settings);
        }

        return text.ToString();
    }

    /// <remarks>
    /// Endpoints are in the environment: AWS' SDK for .NET 3 takes <c>services</c> and <c>endpoint_url</c> for credentials,
    /// and a profile with two kinds of them is invalid to it.
    /// </remarks>
    private static List<KeyValuePair<string, string>> RoleSettings(Session session, Profile? own, string program)
    {
        List<KeyValuePair<string, string>> settings = [new(ProfileSettings.CredentialProcess, program)];
        if (session.Chain.Region is { } region)
        {
            settings.Add(new(ProfileSettings.Region, region));
        }

        if (session.Account is { Length: > 0 } account)
        {
            // Not in what credential_process prints, which old SDKs for .NET would refuse.
            settings.Add(new(ProfileSettings.AccountId, account));
        }

        settings.AddRange(own is null ? [] : SharedSettings.Of(own));
        return settings;
    }
}
