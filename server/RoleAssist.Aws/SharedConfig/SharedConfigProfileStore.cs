using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>The profiles of the config and the credentials file; where both have a setting, the credentials file wins.</summary>
public sealed class SharedConfigProfileStore(ProcessEnvironment environment) : IProfileStore
{
    public ProfileSet Load()
    {
        var files = SharedConfigFiles.Locate(environment);
        var config = Read(files.Config, SharedConfigFileKind.Config);
        var credentials = Read(files.Credentials, SharedConfigFileKind.Credentials);
        return Merge(config, credentials);
    }

    internal static ProfileSet Merge(SharedConfigDocument config, SharedConfigDocument credentials)
    {
        var profiles = new OrderedDictionary<string, Dictionary<string, Setting>>(StringComparer.Ordinal);
        var services = new OrderedDictionary<string, Dictionary<string, Setting>>(StringComparer.Ordinal);
        var hasPrefixedDefault = config.Sections.Any(section => section is { Kind: SectionKind.Profile, Name: "default" });
        foreach (var section in config.Sections.Concat(credentials.Sections))
        {
            switch (section.Kind)
            {
                case SectionKind.Profile:
                case SectionKind.BareDefault when !hasPrefixedDefault:
                    Add(profiles, section);
                    break;
                case SectionKind.Services:
                    Add(services, section);
                    break;
            }
        }

        return new ProfileSet(
            [.. profiles.Select(pair => new Profile(pair.Key, pair.Value))],
            services.ToDictionary(pair => pair.Key, pair => new Profile(pair.Key, pair.Value)),
            [.. config.Problems, .. credentials.Problems]);
    }

    private static void Add(OrderedDictionary<string, Dictionary<string, Setting>> sections, SharedConfigSection section)
    {
        if (!sections.TryGetValue(section.Name, out var settings))
        {
            sections[section.Name] = settings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        }

        foreach (var (name, setting) in section.Settings)
        {
            settings[name] = setting;
        }
    }

    /// <summary>A file that is not there says nothing; one that cannot be read is told to the person.</summary>
    private static SharedConfigDocument Read(string path, SharedConfigFileKind kind)
    {
        try
        {
            // The reader takes a byte order mark away, which Windows' editors leave.
            return SharedConfigParser.Parse(File.ReadAllText(path), path, kind);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new SharedConfigDocument([], []);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The AWS file {path} cannot be read: {fault.Message}",
                "Check that it is a file and that you may read it.",
                fault);
        }
    }
}
