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
    private Shown? _lastShown;

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

    /// <summary>
    /// Gets or sets the function that returns the text of a file that an editor shows, saved or not, which
    /// <see cref="LoadShownAsync"/> then takes instead of the file's; null for a file that none shows. It is not called on
    /// the caller's thread.
    /// </summary>
    public Func<SharedConfigFileKind, string?>? Edited { get; set; }

    /// <summary>Gets the last result; null before the first.</summary>
    internal ProfileSet? Latest => Volatile.Read(ref _last).Profiles;

    /// <summary>Whether a file seems half-written, so that the result may soon change.</summary>
    internal bool HasHalfWrittenFile =>
        Volatile.Read(ref _last) is { Config.IsDoubted: true } or { Credentials.IsDoubted: true };

    /// <remarks>Returns the same object as long as the files do not change.</remarks>
    public async ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) =>
        await _reading.RunAsync(Files, ReadAsync, cancellationToken).ConfigureAwait(false);

    /// <remarks>Returns the same object as long as neither the files nor the editor's texts change.</remarks>
    public async ValueTask<ProfileSet> LoadShownAsync(CancellationToken cancellationToken) =>
        (await ReadShownAsync(cancellationToken).ConfigureAwait(false)).Profiles;

    /// <summary>Returns the same with the documents that the profiles were read from.</summary>
    internal async Task<SharedConfigReading> ReadShownAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        var saved = Volatile.Read(ref _last);
        return Edited is null
            ? saved.Reading
            : await Task.Run(() => Show(saved), cancellationToken).ConfigureAwait(false);
    }

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

    private SharedConfigReading Show(Snapshot saved)
    {
        var last = Volatile.Read(ref _lastShown);
        var config = EditOf(saved.Config, SharedConfigFileKind.Config, Files.Config, last?.Config);
        var credentials = EditOf(
            saved.Credentials,
            SharedConfigFileKind.Credentials,
            Files.Credentials,
            last?.Credentials
        );
        if (config is null && credentials is null)
        {
            return saved.Reading;
        }

        if (last is not null && last.Saved == saved && last.Config == config && last.Credentials == credentials)
        {
            return last.Reading;
        }

        var (shownConfig, shownCredentials) = (
            config?.Document ?? saved.Config.Document,
            credentials?.Document ?? saved.Credentials.Document
        );
        var reading = new SharedConfigReading(
            SharedConfigMerger.Merge(shownConfig, shownCredentials) with
            {
                Hints = saved.Profiles!.Hints,
            },
            shownConfig,
            shownCredentials
        );
        Volatile.Write(ref _lastShown, new Shown(saved, config, credentials, reading));
        return reading;
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

    /// <summary>Returns what an editor shows of a file, if it differs from the file.</summary>
    private EditedText? EditOf(SharedConfigFile file, SharedConfigFileKind kind, string path, EditedText? last) =>
        Edited?.Invoke(kind) is not { } text || text == file.Text?.TrimStart('﻿') ? null
        : text == last?.Text ? last
        : new EditedText(text, SharedConfigReader.Read(text, path, kind));

    private sealed record EditedText(string Text, SharedConfigDocument Document);

    private sealed record Snapshot(SharedConfigFile Config, SharedConfigFile Credentials, ProfileSet? Profiles)
    {
        public SharedConfigReading Reading => new(Profiles!, Config.Document, Credentials.Document);
    }

    private sealed record Shown(
        Snapshot Saved,
        EditedText? Config,
        EditedText? Credentials,
        SharedConfigReading Reading
    );
}
