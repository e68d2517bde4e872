using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// The profiles of the config and the credentials file. Requests that come at the same time share one reading, and each can
/// give up waiting for it; no lock is held while a file is read.
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
            Profiles: null);
    }

    public SharedConfigFiles Files { get; }

    /// <summary>The answer that was given last; null before the first.</summary>
    internal ProfileSet? Latest => Volatile.Read(ref _last).Profiles;

    /// <summary>Whether a file seems half-written, so that the last answer may soon be another.</summary>
    internal bool IsUnsettled => Volatile.Read(ref _last) is { Config.IsDoubted: true } or { Credentials.IsDoubted: true };

    /// <remarks>While the files stay as they are, the answer is the same object.</remarks>
    public async ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) =>
        await _reading.RunAsync(Files, ReadAsync, cancellationToken).ConfigureAwait(false);

    private async Task<ProfileSet> ReadAsync(CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _last);
        var readings = await Task.WhenAll(last.Config.ReadAsync(cancellationToken), last.Credentials.ReadAsync(cancellationToken)).ConfigureAwait(false);
        var (config, credentials) = (readings[0], readings[1]);
        var isSame = ReferenceEquals(config.Document, last.Config.Document) && ReferenceEquals(credentials.Document, last.Credentials.Document);
        var profiles = (isSame ? last.Profiles : null) ?? SharedConfigMerger.Merge(config.Document, credentials.Document) with
        {
            Hints = [.. Missing(SharedFileVariables.Config, Files.Config, config), .. Missing(SharedFileVariables.Credentials, Files.Credentials, credentials)],
        };

        // A reading that everybody had given up and that ends all the same does not undo a later one.
        Interlocked.CompareExchange(ref _last, new Snapshot(config, credentials, profiles), last);
        return profiles;
    }

    /// <summary>A path that a variable names and that leads nowhere, as one with another variable in it does.</summary>
    private IEnumerable<string> Missing(SharedFileVariable variable, string path, SharedConfigFile file)
    {
        if (file.IsMissing && _environment[variable.Name] is { } named)
        {
            yield return $"{variable.Name} is '{named}', and there is no file {path}."
                + (named.Contains('$', StringComparison.Ordinal) ? " Variables in it are not resolved; let the shell do that." : "");
        }
    }

    private sealed record Snapshot(SharedConfigFile Config, SharedConfigFile Credentials, ProfileSet? Profiles);
}
