namespace RoleAssist.Core.Delivery;

/// <summary>How credentials are delivered to a program.</summary>
public enum DeliveryMode
{
    /// <summary>The mode that takes effect in every SDK and stays fresh with the current configuration.</summary>
    Auto,

    /// <summary>The keys themselves, in environment variables.</summary>
    Environment,

    /// <summary>Through an endpoint on this machine, as in a container.</summary>
    Endpoint,

    /// <summary>Through a profile in a generated file, which queries the endpoint.</summary>
    Profile,
}

public static class DeliveryModes
{
    /// <summary>Returns the mode's name on the command line and in the settings of the extension.</summary>
    public static string ToName(this DeliveryMode mode) => mode switch
    {
        DeliveryMode.Auto => "auto",
        DeliveryMode.Environment => "environment",
        DeliveryMode.Endpoint => "endpoint",
        DeliveryMode.Profile => "profile",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, message: null),
    };
}
