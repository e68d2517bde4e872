namespace RoleAssist.Vault.Linux;

/// <summary>
/// The errors of the Secret Service API ("Errors") and of the D-Bus Specification ("Error messages").
/// </summary>
internal static class BusErrors
{
    public static BusFault Translate(string? name) =>
        name switch
        {
            "org.freedesktop.Secret.Error.IsLocked" => new(BusFaultKind.Locked, "The keyring is locked."),
            "org.freedesktop.Secret.Error.NoSuchObject" or "org.freedesktop.DBus.Error.UnknownObject" => new(
                BusFaultKind.NoObject,
                "The item is no longer in the keyring."
            ),
            "org.freedesktop.Secret.Error.NoSession"
            or "org.freedesktop.DBus.Error.ServiceUnknown"
            or "org.freedesktop.DBus.Error.NameHasNoOwner"
            or "org.freedesktop.DBus.Error.NoReply"
            or "org.freedesktop.DBus.Error.Disconnected" => new(BusFaultKind.Gone, "The keyring has ended."),
            _ => new(BusFaultKind.Refused, "The keyring refused the request."),
        };
}
