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
