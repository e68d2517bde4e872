namespace RoleAssist.Vault.Linux;

/// <summary>Finds programs on the bus ("Message Bus Messages" of the D-Bus Specification).</summary>
internal static class BusNames
{
    private const string BusName = "org.freedesktop.DBus";
    private const string BusPath = "/org/freedesktop/DBus";

    /// <summary>
    /// Starts the service if necessary and returns the unique name of its program: if another program takes over the
    /// service, the calls fail instead of reaching it. The owner is asked for first, because a bus starts only services
    /// with a service file, which a running program may not have.
    /// </summary>
    public static async Task<string> FindAsync(BusConnection bus, string service, CancellationToken cancellationToken)
    {
        try
        {
            return await FindOwnerAsync(bus, service, cancellationToken).ConfigureAwait(false)
                ?? await StartAsync(bus, service, cancellationToken).ConfigureAwait(false)
                ?? throw new BusFault(BusFaultKind.Gone, "The keyring has ended.");
        }
        catch (BusFault fault) when (fault.Kind is BusFaultKind.Gone or BusFaultKind.Refused)
        {
            throw new BusFault(BusFaultKind.NoService, "No program on the D-Bus session bus keeps secrets.");
        }
    }

    private static async Task<string?> FindOwnerAsync(
        BusConnection bus,
        string service,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await bus.CallAsync(
                    BusName,
                    BusPath,
                    $"{BusName}.GetNameOwner",
                    "s",
                    (ref writer) => writer.WriteString(service),
                    "s",
                    (ref reader) => reader.ReadString(),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (BusFault none) when (none.Kind == BusFaultKind.Gone)
        {
            return null;
        }
    }

    private static async Task<string?> StartAsync(
        BusConnection bus,
        string service,
        CancellationToken cancellationToken
    )
    {
        await bus.CallAsync(
                BusName,
                BusPath,
                $"{BusName}.StartServiceByName",
                "su",
                (ref writer) =>
                {
                    writer.WriteString(service);
                    writer.WriteUInt32(0);
                },
                "u",
                (ref reader) => reader.ReadUInt32(),
                cancellationToken
            )
            .ConfigureAwait(false);
        return await FindOwnerAsync(bus, service, cancellationToken).ConfigureAwait(false);
    }
}
