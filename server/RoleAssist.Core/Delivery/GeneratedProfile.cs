using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Writes a config file that provides a session's role under its profile's name and as <c>[default]</c>, for tools that
/// do not support <c>AWS_PROFILE</c>. It includes the user's other profiles, so that <c>--profile</c>, kubeconfigs and
/// Terraform providers keep working. RoleAssist is the <c>credential_process</c> of each profile; the file holds no
/// secret.
/// </summary>
public static class GeneratedProfile
{
    /// <param name="profiles">The user's profiles.</param>
    /// <param name="session">The session.</param>
    /// <param name="name">The name of the role's profile in the file.</param>
    /// <param name="program">The command that prints credentials: a single path without spaces and quotes.</param>
    public static string Config(ProfileSet profiles, Session session, string name, string program)
    {
        var own = profiles.Find(session.Profile);
        var text = new ConfigText(
            "# Written by RoleAssist for one session, read-only. "
                + "Edit your own files: this one follows them, and is deleted when the session ends."
        );
        var settings = RoleSettings(session, own, program);
        foreach (
            var section in name == ProfileNames.Default ? [name] : new[] { $"profile {name}", ProfileNames.Default }
        )
        {
            text.Section(section, settings);
        }

        new CarriedProfiles(profiles, session, own, name, program).WriteTo(text);
        if (
            own is not null
            && own.Name is not ProfileNames.Default
            && own.Name != name
            && CarriedProfiles.HeaderName(own.Name) is { } written
        )
        {
            // Under its own name too, if that differs from the name that every SDK finds.
            text.Section($"profile {written}", settings);
        }

        return text.ToString();
    }

    /// <remarks>
    /// Endpoints are set in the environment: AWS' SDK for .NET 3 treats <c>services</c> and <c>endpoint_url</c> as
    /// credentials, and rejects a profile with two kinds of them.
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
            // Not in the output of credential_process, which old SDKs for .NET would reject.
            settings.Add(new(ProfileSettings.AccountId, account));
        }

        settings.AddRange(own is null ? [] : SharedSettings.Select(own));
        return settings;
    }
}
