using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>An in-memory profile store.</summary>
internal sealed class AwsFiles : IProfileStore
{
    private readonly List<Profile> _profiles = [];
    private readonly Dictionary<string, Profile> _services = [];
    private readonly Dictionary<string, Profile> _ssoSessions = [];
    private readonly List<Problem> _problems = [];

    public AwsFiles Profile(string name, params (string Name, string Value)[] settings)
    {
        _profiles.RemoveAll(profile => profile.Name == name);
        _profiles.Add(new Profile(name, Settings(settings)));
        return this;
    }

    public AwsFiles Services(string name, params (string Name, string Value)[] settings)
    {
        _services[name] = new Profile(name, Settings(settings));
        return this;
    }

    public AwsFiles SsoSession(string name, params (string Name, string Value)[] settings)
    {
        _ssoSessions[name] = new Profile(name, Settings(settings));
        return this;
    }

    public AwsFiles SandboxSession(string name, params (string Name, string Value)[] settings)
    {
        _ssoSessions[name] = new Profile(name, Settings(settings)) { IsSandbox = true };
        return this;
    }

    /// <summary>Adds a profile with long-lived keys named after it.</summary>
    public AwsFiles User(string name, params (string Name, string Value)[] more) =>
        Profile(name, [("aws_access_key_id", $"AKIA-{name}"), ("aws_secret_access_key", "secret"), .. more]);

    /// <summary>Adds a profile with a role named after it.</summary>
    public AwsFiles Role(string name, string source, params (string Name, string Value)[] more) =>
        Profile(name, [("role_arn", $"arn:aws:iam::123456789012:role/{name}"), ("source_profile", source), .. more]);

    public AwsFiles Problem(Problem problem)
    {
        _problems.Add(problem);
        return this;
    }

    /// <summary>Gets or sets what an editor shows and has not saved.</summary>
    public AwsFiles? Shown { get; set; }

    public ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Load());

    public ValueTask<ProfileSet> LoadShownAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult((Shown ?? this).Load());

    public ProfileSet Load() => new([.. _profiles], _services, [.. _problems]) { SsoSessions = _ssoSessions };

    private static Dictionary<string, Setting> Settings((string Name, string Value)[] settings) =>
        settings
            .Select((setting, line) => (setting, line))
            .ToDictionary(
                pair => pair.setting.Name,
                pair => new Setting(pair.setting.Value, new SourceLocation("config", pair.line + 1, 1))
            );
}
