using RoleAssist.Core.Environment;
using Tmds.DBus.Protocol;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// A connection to the session bus for calls to one service. Each call has a time limit, and each answer must have the
/// signature and a size that the specification allows.
/// </summary>
internal sealed class BusConnection : IDisposable
{
    /// <summary>A keyring answers within milliseconds, or seconds on a busy machine or at its own start.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(15);

    /// <summary>More than the list of 1,000 items needs.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly DBusConnection _connection;
    private readonly BudgetStream _stream;
    private readonly TimeProvider _time;
    private string _destination = "";

    private BusConnection(DBusConnection connection, BudgetStream stream, TimeProvider time) =>
        (_connection, _stream, _time) = (connection, stream, time);

    internal delegate void BodyWriter(ref MessageWriter writer);

    internal delegate T BodyReader<out T>(ref Reader reader);

    /// <summary>Connects to the session bus of this user, and to the program that provides a service.</summary>
    /// <exception cref="BusFault">There is no bus, or no such service.</exception>
    public static async Task<BusConnection> OpenAsync(
        string service,
        ProcessEnvironment environment,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var stream = new BudgetStream(
                await BusSocket.DialAsync(environment, both.Token).ConfigureAwait(false),
                MaxAnswerBytes
            );
            var connection = new DBusConnection(new BusSocket.Options(stream));
            var bus = new BusConnection(connection, stream, time);
            try
            {
                await connection.ConnectAsync().AsTask().WaitAsync(both.Token).ConfigureAwait(false);
                bus._destination = await BusNames.FindAsync(bus, service, cancellationToken).ConfigureAwait(false);
                return bus;
            }
            catch
            {
                bus.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusFault(BusFaultKind.NoBus, "The D-Bus session bus does not answer.");
        }
        catch (DBusExceptionBase)
        {
            throw new BusFault(BusFaultKind.NoBus, "The D-Bus session bus does not accept the connection.");
        }
    }

    /// <summary>Calls a method of the service.</summary>
    /// <param name="path">The object.</param>
    /// <param name="method">The interface and the method, separated by the last dot.</param>
    /// <param name="signature">The signature of the arguments.</param>
    /// <param name="write">Writes the arguments.</param>
    /// <param name="answer">The signature that the answer must have; null if it has no body.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task<T> CallAsync<T>(
        string path,
        string method,
        string signature,
        BodyWriter write,
        string? answer,
        BodyReader<T> read,
        CancellationToken cancellationToken
    ) => CallAsync(_destination, path, method, signature, write, answer, read, cancellationToken);

    /// <summary>
    /// Watches for a signal of the service. The handler runs for each, or once for the end of the connection.
    /// </summary>
    public async Task<IDisposable> WatchAsync<T>(
        string service,
        string path,
        string signal,
        string signature,
        BodyReader<T> read,
        Action<T> received,
        Action<BusFault> ended,
        CancellationToken cancellationToken
    )
    {
        var (type, member) = Split(signal);
        var rule = new MatchRule
        {
            Type = MessageType.Signal,
            Sender = service,
            Path = path,
            Interface = type,
            Member = member,
        };
        return await TranslateAsync(
                () =>
                    _connection
                        .AddMatchAsync(
                            rule,
                            (message, _) => Read(message, signature, read),
                            notification =>
                            {
                                if (notification.HasValue)
                                {
                                    received(notification.Value);
                                }
                                else
                                {
                                    ended(new BusFault(BusFaultKind.Gone, "The keyring has ended."));
                                }
                            },
                            emitOnCapturedContext: false,
                            ObserverFlags.EmitAll & ~ObserverFlags.EmitOnObserverDispose
                        )
                        .AsTask(),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Calls a method of another program, such as the bus itself.</summary>
    public Task<T> CallAsync<T>(
        string destination,
        string path,
        string method,
        string signature,
        BodyWriter write,
        string? answer,
        BodyReader<T> read,
        CancellationToken cancellationToken
    )
    {
        var (type, member) = Split(method);
        return TranslateAsync(
            () =>
            {
                // A copy of the writer would lose what is written through it.
                var writer = _connection.GetMessageWriter();
                try
                {
                    writer.WriteMethodCallHeader(destination, path, type, member, signature is "" ? null : signature);
                    write(ref writer);
                    _stream.Renew();
                    return _connection.CallMethodAsync(
                        writer.CreateMessage(),
                        (message, _) => Read(message, answer, read)
                    );
                }
                finally
                {
                    writer.Dispose();
                }
            },
            cancellationToken
        );
    }

    private static T Read<T>(Message message, string? signature, BodyReader<T> read)
    {
        if ((message.SignatureAsString is { Length: > 0 } found ? found : null) != signature)
        {
            throw BusFault.Malformed("a message of another type");
        }

        var reader = message.GetBodyReader();
        return read(ref reader);
    }

    private async Task<T> TranslateAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().WaitAsync(CallLimit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new BusFault(BusFaultKind.Slow, "The keyring does not answer.");
        }
        catch (DBusErrorReplyException reply)
        {
            throw BusErrors.Translate(reply.ErrorName);
        }
        catch (DBusConnectionException)
        {
            throw new BusFault(BusFaultKind.Gone, "The connection to the keyring has ended.");
        }
        catch (ObjectDisposedException)
        {
            throw new BusFault(BusFaultKind.Gone, "The connection to the keyring has ended.");
        }
        catch (Exception unreadable) when (unreadable is DBusExceptionBase or ArgumentException or InvalidCastException)
        {
            throw BusFault.Malformed("a message that cannot be read");
        }
    }

    private static (string Type, string Member) Split(string name) =>
        (name[..name.LastIndexOf('.')], name[(name.LastIndexOf('.') + 1)..]);
}
