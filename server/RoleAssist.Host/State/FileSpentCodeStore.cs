using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoleAssist.Aws.Files;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.State;

/// <summary>
/// Keeps spent codes in a file for each device, which a process holds while it asks AWS. Where there is no such file
/// to be had, codes are remembered by this process alone.
/// </summary>
internal sealed partial class FileSpentCodeStore(StateFolder folder, TimeProvider time, ILogger<FileSpentCodeStore> logger)
    : ISpentCodeStore, IDisposable
{
    /// <summary>Longer than a call to STS may take.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<SpentCode> _remembered = [];

    public async Task<ISpentCodes> OpenAsync(string mfaSerial, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new Held(this, await OpenFileAsync(mfaSerial, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            _one.Release();
            throw;
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<FileStream?> OpenFileAsync(string mfaSerial, CancellationToken cancellationToken)
    {
        try
        {
            var device = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mfaSerial)).AsSpan(0, 8));
            return await LockedFile.OpenAsync(folder.FileNamed($"mfa-{device}.json"), Timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogAlone(fault.Message);
            return null;
        }
    }

    private sealed class Held : ISpentCodes
    {
        private readonly FileSpentCodeStore _store;
        private readonly FileStream? _file;

        public Held(FileSpentCodeStore store, FileStream? file)
        {
            (_store, _file) = (store, file);
            Codes = file is null ? store._remembered : Read(file);
        }

        public IReadOnlyList<SpentCode> Codes { get; private set; }

        public void Replace(IReadOnlyList<SpentCode> codes)
        {
            Codes = _store._remembered = codes;
            if (_file is not null)
            {
                _file.SetLength(0);
                JsonSerializer.Serialize(_file, codes, StateJsonContext.Default.IReadOnlyListSpentCode);
                _file.Flush();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_file is not null)
            {
                await _file.DisposeAsync().ConfigureAwait(false);
            }

            _store._one.Release();
        }

        /// <summary>A file that holds something else says nothing; it is written anew.</summary>
        private static IReadOnlyList<SpentCode> Read(FileStream file)
        {
            try
            {
                return file.Length == 0 ? [] : JsonSerializer.Deserialize(file, StateJsonContext.Default.IReadOnlyListSpentCode) ?? [];
            }
            catch (JsonException)
            {
                return [];
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spent MFA codes are not shared with other processes: {Reason}")]
    private partial void LogAlone(string reason);
}
