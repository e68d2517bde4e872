using System.Text;

namespace RoleAssist.Aws.Process;

/// <summary>
/// The output that a program has written to one of its streams so far. Only the beginning is kept, but the rest is read
/// too, because a full pipe would block the program.
/// </summary>
internal sealed class OutputReader
{
    private readonly byte[] _beginning;
    private volatile int _length;

    public OutputReader(Stream stream, int most, CancellationToken cancellationToken)
    {
        _beginning = new byte[most + 1];
        Read = ReadAsync(stream, cancellationToken);
    }

    /// <summary>Completes at the end of the stream or when the output exceeds the limit.</summary>
    public Task Read { get; }

    public bool IsTooLong => _length == _beginning.Length;

    public string Text => Encoding.UTF8.GetString(_beginning, 0, _length);

    private async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        int read;
        while (
            !IsTooLong
            && (read = await stream.ReadAsync(_beginning.AsMemory(_length), cancellationToken).ConfigureAwait(false))
                > 0
        )
        {
            _length += read;
        }

        _ = stream.CopyToAsync(Stream.Null, cancellationToken);
    }
}
