using System.Buffers;

namespace RoleAssist.Core.Vault;

/// <summary>
/// A buffer of a fixed size that is overwritten when it is disposed: a growing one would leave copies of a secret.
/// </summary>
internal sealed class FixedBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    /// <summary>The JSON writer asks for more than it uses: for each character, the longest escape sequence.</summary>
    private const int Slack = 8;

    private readonly SecretBytes _bytes = new(capacity * Slack);
    private int _written;

    public ReadOnlySpan<byte> Written => _bytes.Span[.._written];

    public void Advance(int count)
    {
        if (count > capacity - _written)
        {
            throw new FullException();
        }

        _written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) =>
        sizeHint <= _bytes.Length - _written ? _bytes.Array.AsMemory(_written) : throw new FullException();

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => _bytes.Dispose();

    internal sealed class FullException : Exception;
}
