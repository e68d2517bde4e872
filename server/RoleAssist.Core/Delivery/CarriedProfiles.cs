using System.Text;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// The user's other profiles in a generated file, each with its settings that hold no secret and with RoleAssist as its
/// <c>credential_process</c>. A profile that RoleAssist cannot resolve is included too, so that it fails with
/// RoleAssist's error instead of resolving to another identity. <c>[default]</c> is the session's role.
/// </summary>
internal sealed class CarriedProfiles(ProfileSet profiles, Session session, Profile? own, string name, string program)
{
    private static readonly string[] SsoSettings =
    [
        ProfileSettings.SsoStartUrl,
        ProfileSettings.SsoRegion,
        "sso_registration_scopes",
    ];

    /// <summary>The required services sections, with their names in the file.</summary>
    private readonly OrderedDictionary<string, string> _services = new(StringComparer.Ordinal);

    /// <summary>The endpoints in the session's environment.</summary>
    private readonly HashSet<KeyValuePair<string, string>> _urls =
    [
        .. session.Chain.Endpoints.Variables.Where(variable =>
            variable.Key.StartsWith(EndpointSetting.Url.Variable, StringComparison.Ordinal)
        ),
    ];

    public void WriteTo(ConfigText text)
    {
        // Quoted names come last: a parser that does not support quotes still reads everything before the first of
        // them.
        foreach (
            var profile in profiles.Profiles.Where(IsCarried).OrderBy(profile => !ProfileNames.IsPlain(profile.Name))
        )
        {
            if (HeaderName(profile.Name) is { } header)
            {
                text.Section($"profile {header}", SettingsOf(profile));
            }
        }

        foreach (var (section, given) in _services)
        {
            text.Section($"services {given}", UrlsOf(profiles.Services[section]));
        }

        foreach (var section in profiles.SsoSessions.Values.Where(section => ProfileNames.IsPlain(section.Name)))
        {
            text.Section($"sso-session {section.Name}", SsoSettingsOf(section));
        }
    }

    /// <summary>
    /// Returns the arguments of <c>credential-process</c> for a profile, as words that every command-line parser reads
    /// the same way.
    /// </summary>
    internal static string GetArguments(string profile) =>
        profile[0] != '-'
        && profile.All(character =>
            char.IsAsciiLetterOrDigit(character) || "_-./@:+".Contains(character, StringComparison.Ordinal)
        )
            ? profile
            : $"--name-in-hex {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(profile))}";

    private bool IsCarried(Profile profile) =>
        profile.Name is not (ProfileNames.Default or "")
        && profile.Name != name
        && profile != own
        && !profile.IsSandbox;

    /// <summary>
    /// Returns a profile's name as it is written in a section header, in quotes if needed; null if some parser would
    /// not accept it as a header.
    /// </summary>
    internal static string? HeaderName(string profile) =>
        profile switch
        {
            _ when ProfileNames.IsPlain(profile) => profile,
            _ when profile.Trim() != profile
                    || profile.Any(character =>
                        char.IsControl(character) || "[]#;\"\\=".Contains(character, StringComparison.Ordinal)
                    ) => null,
            _ => $"\"{profile}\"",
        };

    private IEnumerable<KeyValuePair<string, string>> SettingsOf(Profile profile)
    {
        yield return new(ProfileSettings.CredentialProcess, $"{program} {GetArguments(profile.Name)}");
        if (profile[ProfileSettings.Region] is { } region && SharedSettings.Line(region) is { } written)
        {
            yield return new(ProfileSettings.Region, written);
        }

        foreach (var setting in SharedSettings.Select(profile).Concat(GetEndpoints(profile)))
        {
            yield return setting;
        }
    }

    /// <summary>
    /// Returns a profile's endpoint settings. The environment provides them for the session's profile and for those
    /// with the same endpoints; the others keep their own settings, or ignore the endpoints in the environment.
    /// </summary>
    private IEnumerable<KeyValuePair<string, string>> GetEndpoints(Profile profile)
    {
        var services = profile[ProfileSettings.Services] is { } section
            ? profiles.Services.GetValueOrDefault(section)
            : null;
        var url = profile[ProfileSettings.EndpointUrl] is { } text ? SharedSettings.Url(text) : null;
        var configured = VariablesOf(services, url).ToList();
        if (_urls.SetEquals(configured))
        {
            yield break;
        }

        if (services is not null)
        {
            yield return new(ProfileSettings.Services, SectionFor(services.Name));
        }

        if (url is not null)
        {
            yield return new(ProfileSettings.EndpointUrl, url);
        }

        if (configured is [] && profile[EndpointSetting.IgnoreConfiguredUrls.Name] is null)
        {
            yield return new(EndpointSetting.IgnoreConfiguredUrls.Name, "true");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> VariablesOf(Profile? services, string? url)
    {
        foreach (var (service, settings) in services is null ? ProfileNames.NoSettings : services.Settings)
        {
            if (UrlIn(settings) is { } ofService)
            {
                yield return new(EndpointSetting.GetUrlVariable(service), ofService);
            }
        }

        if (url is not null)
        {
            yield return new(EndpointSetting.Url.Variable, url);
        }
    }

    private string SectionFor(string services)
    {
        if (!_services.TryGetValue(services, out var given))
        {
            given = ProfileNames.IsPlain(services) ? services : $"roleassist-{_services.Count}";
            _services.Add(services, given);
        }

        return given;
    }

    private static IEnumerable<KeyValuePair<string, string>> UrlsOf(Profile services) =>
        from setting in services.Settings
        where ProfileNames.IsPlain(setting.Key)
        let url = UrlIn(setting.Value)
        where url is not null
        select KeyValuePair.Create(setting.Key, $"\n  {ProfileSettings.EndpointUrl} = {url}");

    private static string? UrlIn(Setting service) =>
        NestedProperties.Find(service.Value, ProfileSettings.EndpointUrl) is { } text ? SharedSettings.Url(text) : null;

    private static IEnumerable<KeyValuePair<string, string>> SsoSettingsOf(Profile section) =>
        from setting in SsoSettings
        let value = section[setting]
        let written = value is null ? null
        : setting == ProfileSettings.SsoStartUrl ? SharedSettings.Url(value)
        : SharedSettings.Line(value)
        where written is not null
        select KeyValuePair.Create(setting, written);
}
