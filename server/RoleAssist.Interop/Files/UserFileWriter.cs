using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>
/// Writes a file of the user, if it still is what was read: by replacing it with a finished file that has the same
/// owner, mode and attributes, or in place if it cannot be replaced, such as a file that is mounted or has two names.
/// </summary>
/// <param name="time">The time, for retries.</param>
/// <param name="reach">Called before each change, for tests.</param>
public sealed class UserFileWriter(TimeProvider time, Action<WriteStep>? reach = null)
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int Retries = 40;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes a file; null deletes it.</summary>
    /// <exception cref="FileChangedException">Another program has changed it; nothing was written.</exception>
    /// <exception cref="IOException">It cannot be written; it is as it was.</exception>
    /// <exception cref="HalfWrittenException">It must be repaired.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written; it is as it was.</exception>
    public async Task WriteAsync(
        UserFile file,
        byte[]? content,
        WritePlaces places,
        CancellationToken cancellationToken
    )
    {
        if (content is null)
        {
            file.RequireUnchanged();
            reach?.Invoke(WriteStep.DeleteFile);
            File.Delete(file.Target);
        }
        else if (file.Bytes is null)
        {
            Create(file, content, places.Temporary);
        }
        else if (
            file.Status is { Links: > 1 }
            || !await TryReplaceAsync(file, content, places.Temporary, cancellationToken).ConfigureAwait(false)
        )
        {
            WriteInPlace(file, file.Bytes, content, places);
        }

        UnixFolder.Synchronize(Path.GetDirectoryName(file.Target)!);
    }

    private void Create(UserFile file, byte[] content, string temporary)
    {
        PrivateFile.CreateFolder(Path.GetDirectoryName(file.Target)!);
        WriteTemporary(temporary, content);
        try
        {
            reach?.Invoke(WriteStep.Rename);
            File.Move(temporary, file.Target, overwrite: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            DeleteTemporary(temporary);
            file.RequireUnchanged();
            throw;
        }
    }

    private async Task<bool> TryReplaceAsync(
        UserFile file,
        byte[] content,
        string temporary,
        CancellationToken cancellationToken
    )
    {
        try
        {
            WriteTemporary(temporary, content);
            reach?.Invoke(WriteStep.CopyAttributes);
            if (file.Status is { } status && !UnixAttributes.TryCopy(file.Target, temporary, status))
            {
                DeleteTemporary(temporary);
                return false;
            }

            file.RequireUnchanged();
            reach?.Invoke(WriteStep.Exchange);
            if (UnixRename.TryExchange(temporary, file.Target))
            {
                RequireReplaced(file, temporary);
                return true;
            }

            reach?.Invoke(WriteStep.Rename);
            await RenameAsync(temporary, file.Target, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (FileChangedException)
        {
            DeleteTemporary(temporary);
            throw;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The folder is read-only, or the file is mounted (EBUSY, EXDEV).
            DeleteTemporary(temporary);
            return false;
        }
    }

    /// <summary>
    /// After the swap, the temporary file is what was replaced. If a program wrote to it after the last comparison, or
    /// has it open and is about to (most truncate a file first), it comes back.
    /// </summary>
    private void RequireReplaced(UserFile file, string temporary)
    {
        if (UnixFile.IsBeingWritten(temporary) || !File.ReadAllBytes(temporary).AsSpan().SequenceEqual(file.Bytes))
        {
            reach?.Invoke(WriteStep.SwapBack);
            UnixRename.TryExchange(temporary, file.Target);
            throw new FileChangedException(file.Path);
        }

        try
        {
            DeleteTemporary(temporary);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HalfWrittenException(file.Path, fault);
        }
    }

    private void WriteTemporary(string temporary, byte[] content)
    {
        reach?.Invoke(WriteStep.CreateTemporary);
        using var file = PrivateFile.Open(temporary, FileMode.CreateNew);
        reach?.Invoke(WriteStep.WriteTemporary);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private void DeleteTemporary(string temporary)
    {
        reach?.Invoke(WriteStep.DeleteTemporary);
        File.Delete(temporary);
    }

    /// <summary>
    /// On Windows, the new file gets the access rules of the old one, which other programs may be reading.
    /// </summary>
    private async Task RenameAsync(string temporary, string target, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.Move(temporary, target, overwrite: true);
            return;
        }

        for (var left = Retries; ; left--)
        {
            try
            {
                File.Replace(temporary, target, destinationBackupFileName: null);
                return;
            }
            catch (IOException held) when (held.HResult == SharingViolation && left > 0)
            {
                await Task.Delay(RetryDelay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Overwrites the file and then truncates it. What makes it longer is written first: a full disk is noticed before
    /// any old byte is gone.
    /// </summary>
    private void WriteInPlace(UserFile file, byte[] before, byte[] content, WritePlaces places)
    {
        reach?.Invoke(WriteStep.WriteCopy);
        PrivateFile.Write(places.Copy, places.Content ?? content);
        try
        {
            using var stream = new FileStream(
                file.Target,
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite,
                bufferSize: 0
            );
            file.RequireUnchanged();
            reach?.Invoke(WriteStep.WriteInPlace);
            Overwrite(stream, file.Path, before, content);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            DeleteCopy(places.Copy);
            throw;
        }

        DeleteCopy(places.Copy);
    }

    private void DeleteCopy(string copy)
    {
        reach?.Invoke(WriteStep.DeleteCopy);
        File.Delete(copy);
    }

    private void Overwrite(FileStream file, string path, byte[] before, byte[] content)
    {
        try
        {
            if (content.Length > before.Length)
            {
                file.Position = before.Length;
                file.Write(content.AsSpan(before.Length));
            }

            file.Position = 0;
            file.Write(content.AsSpan(0, Math.Min(before.Length, content.Length)));
            reach?.Invoke(WriteStep.Truncate);
            file.SetLength(content.Length);
            file.Flush(flushToDisk: true);
        }
        catch (IOException fault)
        {
            Restore(file, path, before, fault);
            throw;
        }
    }

    /// <summary>If the old content cannot be restored either, the copy stays for a repair.</summary>
    private static void Restore(FileStream file, string path, byte[] before, IOException cause)
    {
        try
        {
            file.Position = 0;
            file.Write(before);
            file.SetLength(before.Length);
        }
        catch (IOException)
        {
            throw new HalfWrittenException(path, cause);
        }
    }
}
