using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>The profiles of the config and the credentials file.</summary>
public sealed class SharedConfigProfileStore : IProfileStore
{
    private readonly Lock _lock = new();
    private readonly SharedConfigFile _config;
    private readonly SharedConfigFile _credentials;
    private (SharedConfigDocument Config, SharedConfigDocument Credentials, ProfileSet Profiles)? _last;

    public SharedConfigProfileStore(ProcessEnvironment environment, TimeProvider time)
    {
        Files = SharedConfigFiles.Locate(environment);
        _config = new SharedConfigFile(Files.Config, SharedConfigFileKind.Config, time);
        _credentials = new SharedConfigFile(Files.Credentials, SharedConfigFileKind.Credentials, time);
    }

    public SharedConfigFiles Files { get; }

    /// <summary>The answer that was given last; null where nobody has asked yet.</summary>
    internal ProfileSet? Latest
    {
        get
        {
            lock (_lock)
            {
                return _last?.Profiles;
            }
        }
    }

    /// <summary>Whether a file seems half-written, so that the last answer may soon be another.</summary>
    internal bool IsUnsettled
    {
        get
        {
            lock (_lock)
            {
                return _config.IsDoubted || _credentials.IsDoubted;
            }
        }
    }

    /// <remarks>While the files stay as they are, the answer is the same object.</remarks>
    public ProfileSet Load()
    {
        lock (_lock)
        {
            var (config, credentials) = (_config.Read(), _credentials.Read());
            if (_last is { } last && ReferenceEquals(last.Config, config) && ReferenceEquals(last.Credentials, credentials))
            {
                return last.Profiles;
            }

            var profiles = SharedConfigMerger.Merge(config, credentials);
            _last = (config, credentials, profiles);
            return profiles;
        }
    }
}
