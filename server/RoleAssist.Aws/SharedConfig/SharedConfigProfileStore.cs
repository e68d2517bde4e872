using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Loads the profiles of the config and credentials files. Concurrent requests share one read, and each can stop
/// waiting for it; no lock is held while a file is read.
/// </summary>
public sealed class SharedConfigProfileStore : IProfileStore
{
    private readonly SingleFlight<SharedConfigFiles, ProfileSet> _reading = new();
    private readonly ProcessEnvironment _environment;
    private Snapshot _last;

    public SharedConfigProfileStore(ProcessEnvironment environment, TimeProvider time)
    {
        _environment = environment;
        Files = SharedConfigFiles.Locate(environment);
        _last = new Snapshot(
            new SharedConfigFile(Files.Config, SharedConfigFileKind.Config, time),
            new SharedConfigFile(Files.Credentials, SharedConfigFileKind.Credentials, time),
            Profiles: null
        );
    }

    public SharedConfigFiles Files { get; }

    /// <summary>Gets the last result; null before the first.</summary>
    internal ProfileSet? Latest => Volatile.Read(ref _last).Profiles;

    /// <summary>Whether a file seems half-written, so that the result may soon change.</summary>
    internal bool HasHalfWrittenFile =>
        Volatile.Read(ref _last) is { Config.IsDoubted: true } or { Credentials.IsDoubted: true };

    /// <remarks>Returns the same object as long as the files do not change.</remarks>
    public async ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) =>
        await _reading.RunAsync(Files, ReadAsync, cancellationToken).ConfigureAwait(false);

    private async Task<ProfileSet> ReadAsync(CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _last);
        var readings = await Task.WhenAll(
                last.Config.ReadAsync(cancellationToken),
                last.Credentials.ReadAsync(cancellationToken)
            )
            .ConfigureAwait(false);
        var (config, credentials) = (readings[0], readings[1]);
        var isSame =
            ReferenceEquals(config.Document, last.Config.Document)
            && ReferenceEquals(credentials.Document, last.Credentials.Document);
        var profiles =
            (isSame ? last.Profiles : null)
            ?? SharedConfigMerger.Merge(config.Document, credentials.Document) with
            {
                Hints =
                [
                    .. Missing(SharedFileVariables.Config, Files.Config, config),
                    .. Missing(SharedFileVariables.Credentials, Files.Credentials, credentials),
                ],
            };

        // A read that all callers have abandoned must not overwrite the result of a later one.
        Interlocked.CompareExchange(ref _last, new Snapshot(config, credentials, profiles), last);
        return profiles;
    }

    /// <summary>
    /// Reports a path that a variable specifies and that does not exist, for example because it contains another
    /// variable.
    /// </summary>
    private IEnumerable<string> Missing(SharedFileVariable variable, string path, SharedConfigFile file)
    {
        if (file.IsMissing && _environment[variable.Name] is { } named)
        {
            yield return $"{variable.Name} is '{named}', but the file {path} does not exist."
                + (
                    named.Contains('$', StringComparison.Ordinal)
                        ? " Variables in it are not expanded; let the shell expand them."
                        : ""
                );
        }
    }

    private sealed record Snapshot(SharedConfigFile Config, SharedConfigFile Credentials, ProfileSet? Profiles);
}
