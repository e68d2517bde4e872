namespace RoleAssist.Core.Delivery;

public static class DeliveryModes
{
    /// <summary>Returns the mode's name on the command line and in the settings of the extension.</summary>
    public static string ToName(this DeliveryMode mode) =>
        mode switch
        {
            DeliveryMode.Auto => "auto",
            DeliveryMode.Environment => "environment",
            DeliveryMode.Endpoint => "endpoint",
            DeliveryMode.Profile => "profile",
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, message: null),
        };
}
