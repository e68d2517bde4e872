using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks how profiles sign in to IAM Identity Center.</summary>
internal static class SsoRules
{
    private static readonly string[] OfSession = [ProfileSettings.SsoStartUrl, ProfileSettings.SsoRegion];

    public static IEnumerable<ConfigFinding> Check(ConfigModel model) =>
        model.Profiles.Values.SelectMany(profile => Check(model, profile));

    private static IEnumerable<ConfigFinding> Check(ConfigModel model, ModelProfile profile)
    {
        if (profile[ProfileSettings.SsoSession] is not { } reference)
        {
            return profile[ProfileSettings.SsoStartUrl] is { } url ? [Legacy(model, profile, url)] : [];
        }

        return model.Named(NameKind.SsoSession).TryGetValue(reference.Value, out var session)
            ? OfSession.SelectMany(name => Conflict(profile, session, name))
            : [];
    }

    private static IEnumerable<ConfigFinding> Conflict(ModelProfile profile, ModelProfile session, string name)
    {
        if (profile[name] is { } own && session[name] is { } other && own.Value != other.Value)
        {
            yield return ConfigRules.SsoConflict.At(
                own,
                $"{name} differs from that of the sso-session '{session.Name}'. The AWS CLI, boto3 and Go refuse such a "
                    + "profile. Remove the line.",
                new ConfigFix($"Remove {name}") { Edits = () => [own.Remove()] }
            ) with
            {
                Related = [new RelatedSpan(other.Document, other.ValueSpan, "The sso-session has another value.")],
            };
        }
    }

    private static ConfigFinding Legacy(ConfigModel model, ModelProfile profile, ModelSetting url)
    {
        var fixes = new List<ConfigFix>();
        if (profile[ProfileSettings.SsoRegion] is { } region && model.Files.Config is { } config)
        {
            fixes.Add(
                new ConfigFix("Convert to an sso-session, with all profiles of the same sign-in")
                {
                    Edits = () => Convert(model, config, url.Value, region.Value),
                }
            );
        }

        return ConfigRules.LegacySso.At(
            url,
            $"Profile '{profile.Name}' signs in in the old form, whose token cannot be renewed, so people sign in more "
                + "often. Name an sso-session section instead.",
            fixes
        );
    }

    private static IReadOnlyList<DocumentEdit> Convert(
        ConfigModel model,
        ConfigDocument config,
        string url,
        string region
    )
    {
        var sessions = model.Named(NameKind.SsoSession);
        var session = sessions.Values.FirstOrDefault(session =>
            session[ProfileSettings.SsoStartUrl]?.Value == url && session[ProfileSettings.SsoRegion]?.Value == region
        );
        var name = session?.Name ?? NewName(sessions, url);
        List<ConfigEdit> edits = [];
        foreach (
            var profile in model.Profiles.Values.Where(profile =>
                profile[ProfileSettings.SsoSession] is null
                && profile[ProfileSettings.SsoStartUrl] is { } own
                && own.Document.Kind == SharedConfigFileKind.Config
                && own.Value == url
                && profile[ProfileSettings.SsoRegion]?.Value == region
            )
        )
        {
            var section = SectionId.Profile(profile.Name);
            edits.Add(new SetSetting(section, ProfileSettings.SsoSession, name));
            edits.AddRange(OfSession.Select(setting => new RemoveSetting(section, setting)));
        }

        if (session is null)
        {
            edits.Add(
                new AddSection(
                    SectionId.SsoSession(name),
                    [
                        KeyValuePair.Create(ProfileSettings.SsoStartUrl, url),
                        KeyValuePair.Create(ProfileSettings.SsoRegion, region),
                        KeyValuePair.Create(ProfileSettings.SsoRegistrationScopes, "sso:account:access"),
                    ]
                )
            );
        }

        return Edits.Of(config, edits);
    }

    /// <summary>Names a session after the first part of its host.</summary>
    private static string NewName(IReadOnlyDictionary<string, ModelProfile> taken, string url)
    {
        var label = Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.IdnHost.Split('.')[0] : "";
        var name = ProfileNames.IsPlain(label) ? label : "sso";
        return !taken.ContainsKey(name)
            ? name
            : Enumerable.Range(2, taken.Count + 1).Select(i => $"{name}-{i}").First(next => !taken.ContainsKey(next));
    }
}
