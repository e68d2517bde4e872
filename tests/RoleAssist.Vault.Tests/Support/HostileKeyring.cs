using Tmds.DBus.Protocol;

namespace RoleAssist.Vault.Tests.Support;

/// <summary>A program on the bus that takes the keyring's name and answers as a test says.</summary>
internal sealed class HostileKeyring : IPathMethodHandler, IDisposable
{
    private readonly DBusConnection _connection;
    private readonly Dictionary<string, Action<MethodContext>> _answers;

    private HostileKeyring(DBusConnection connection, Dictionary<string, Action<MethodContext>> answers) =>
        (_connection, _answers) = (connection, answers);

    public string Path => "/org/freedesktop/secrets";

    public bool HandlesChildPaths => true;

    /// <summary>Takes the name. A method without an answer is never answered.</summary>
    public static async Task<HostileKeyring> StartAsync(
        SessionBus bus,
        params (string Method, Action<MethodContext> Answer)[] answers
    )
    {
        var connection = new DBusConnection(bus.Environment["DBUS_SESSION_BUS_ADDRESS"]!);
        await connection.ConnectAsync();
        var keyring = new HostileKeyring(
            connection,
            answers.ToDictionary(answer => answer.Method, answer => answer.Answer, StringComparer.Ordinal)
        );
        connection.AddMethodHandler(keyring);
        await connection.RequestNameAsync("org.freedesktop.secrets", RequestNameOptions.None);
        return keyring;
    }

    /// <summary>A session that works: the public key is 2^5.</summary>
    public static (string, Action<MethodContext>) Session => Open([32]);

    public static (string, Action<MethodContext>) Open(
        byte[] key,
        string path = "/org/freedesktop/secrets/session/1"
    ) =>
        Answer(
            "OpenSession",
            "vo",
            (ref writer) =>
            {
                writer.WriteVariant(VariantValue.Array(key));
                writer.WriteObjectPath(path);
            }
        );

    public static (string, Action<MethodContext>) Answer(string method, string signature, BodyWriter write) =>
        (
            method,
            context =>
            {
                var writer = context.CreateReplyWriter(signature);
                try
                {
                    write(ref writer);
                    context.Reply(writer.CreateMessage());
                }
                finally
                {
                    writer.Dispose();
                }
            }
        );

    internal delegate void BodyWriter(ref MessageWriter writer);

    public ValueTask HandleMethodAsync(MethodContext context)
    {
        if (_answers.TryGetValue(context.Request.MemberAsString!, out var answer))
        {
            answer(context);
        }
        else
        {
            context.DisposesAsynchronously = true;
        }

        return default;
    }

    public void Dispose() => _connection.Dispose();
}
