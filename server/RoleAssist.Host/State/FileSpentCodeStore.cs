using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Sessions;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.State;

/// <summary>
/// Keeps spent codes in one file per device, which a process locks while it calls AWS. If the file cannot be used, only
/// this process remembers the codes.
/// </summary>
internal sealed partial class FileSpentCodeStore(
    StateFolder folder,
    TimeProvider time,
    ILogger<FileSpentCodeStore> logger
) : ISpentCodeStore, IDisposable
{
    /// <summary>Far more than the codes of one device need, which are forgotten after minutes.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <summary>Longer than a call to STS can take.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Device> _devices = new(StringComparer.Ordinal);

    public async Task<ISpentCodes> OpenAsync(string mfaSerial, CancellationToken cancellationToken)
    {
        var device = _devices.GetOrAdd(mfaSerial, _ => new Device());
        await device.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new Held(this, device, await OpenFileAsync(mfaSerial, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            device.Turn.Release();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var device in _devices.Values)
        {
            device.Turn.Dispose();
        }
    }

    private async Task<FileStream?> OpenFileAsync(string mfaSerial, CancellationToken cancellationToken)
    {
        try
        {
            var device = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mfaSerial)).AsSpan(0, 8));
            return await LockedFile
                .OpenAsync(folder.GetFilePath($"mfa-{device}.json"), Timeout, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogAlone(fault.Message);
            return null;
        }
    }

    /// <summary>
    /// What this process knows about a device. Each device has a lock, so that devices do not block each other.
    /// </summary>
    private sealed class Device
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public IReadOnlyList<SpentCode> Remembered { get; set; } = [];
    }

    private sealed class Held : ISpentCodes
    {
        private readonly FileSpentCodeStore _store;
        private readonly Device _device;
        private readonly FileStream? _file;

        public Held(FileSpentCodeStore store, Device device, FileStream? file)
        {
            (_store, _device, _file) = (store, device, file);
            Codes = file is null ? device.Remembered : Read(file);
        }

        public IReadOnlyList<SpentCode> Codes { get; private set; }

        public void Replace(IReadOnlyList<SpentCode> codes)
        {
            Codes = _device.Remembered = codes;
            if (_file is null)
            {
                return;
            }

            try
            {
                // Overwrite before truncating, which needs no additional space on a full disk.
                var content = JsonSerializer.SerializeToUtf8Bytes(
                    codes,
                    StateJsonContext.Default.IReadOnlyListSpentCode
                );
                _file.Position = 0;
                _file.Write(content);
                _file.Flush();
                _file.SetLength(content.Length);
            }
            catch (IOException fault)
            {
                // A failed write must not fail the call to AWS that spends the code.
                _store.LogAlone(fault.Message);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_file is not null)
            {
                await _file.DisposeAsync().ConfigureAwait(false);
            }

            _device.Turn.Release();
        }

        /// <summary>Returns the codes in the file. Invalid content counts as empty and will be overwritten.</summary>
        private static IReadOnlyList<SpentCode> Read(FileStream file)
        {
            try
            {
                var codes = file.Length is > 0 and <= MaxBytes
                    ? JsonSerializer.Deserialize(file, StateJsonContext.Default.IReadOnlyListSpentCode)
                    : null;
                // JSON may have null where a code belongs.
                return [.. (codes ?? []).OfType<SpentCode>()];
            }
            catch (JsonException)
            {
                return [];
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Used MFA codes are not shared with other processes: {Reason}")]
    private partial void LogAlone(string reason);
}
