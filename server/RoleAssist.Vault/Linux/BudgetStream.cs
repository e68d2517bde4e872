using System.Net.Sockets;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// A socket that ends the connection when the other side sends too much. D-Bus allows messages of 128 MiB; a keyring
/// has no reason to send more than some kilobytes, whatever program has taken its name.
/// </summary>
internal sealed class BudgetStream : NetworkStream
{
    private readonly long _budget;
    private long _left;

    public BudgetStream(Socket socket, long budget)
        : base(socket, ownsSocket: true) => _left = _budget = budget;

    /// <summary>Allows the next call its own budget.</summary>
    public void Renew() => Interlocked.Exchange(ref _left, _budget);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Interlocked.Add(ref _left, -read) >= 0
            ? read
            : throw new IOException("The session bus sent more than a keyring has to say.");
    }
}
