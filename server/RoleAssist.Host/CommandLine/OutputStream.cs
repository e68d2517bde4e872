namespace RoleAssist.Host.CommandLine;

/// <summary>A standard stream that may be closed or lead to a disk that is full, and what then becomes of it.</summary>
/// <param name="stream">The stream.</param>
/// <param name="failed">Told what went wrong. What it does not throw is passed over, and what was to be written with it.</param>
internal sealed class OutputStream(Stream stream, Action<Exception> failed) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            stream.Write(buffer, offset, count);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            failed(fault);
        }
    }

    /// <remarks>Nothing is held back.</remarks>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
