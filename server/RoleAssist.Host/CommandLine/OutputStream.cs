namespace RoleAssist.Host.CommandLine;

/// <summary>A standard stream whose writes may fail because it is closed or the disk is full.</summary>
/// <param name="stream">The stream.</param>
/// <param name="failed">
/// Called with each write failure. If it does not throw, the failure is ignored and the data is lost.
/// </param>
internal sealed class OutputStream(Stream stream, Action<Exception> failed) : WriteOnlyStream
{
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

    /// <remarks>Nothing is buffered.</remarks>
    public override void Flush() { }
}
