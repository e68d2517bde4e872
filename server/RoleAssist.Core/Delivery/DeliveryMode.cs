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

/// <summary>What an environment is for, which determines how it can be changed.</summary>
public enum EnvironmentUse
{
    /// <summary>One terminal: variables can be removed.</summary>
    Terminal,

    /// <summary>
    /// All terminals that are opened from now on: the variables must stay the same across renewals, and none can be
    /// removed.
    /// </summary>
    AllTerminals,

    /// <summary>
    /// A debug session or a task: the variables are added to an inherited environment, and none can be removed.
    /// </summary>
    Process,

    /// <summary>One command while it runs: variables can be removed.</summary>
    Command,
}

/// <summary>A delivery mode and the reason for it.</summary>
/// <param name="Mode">The mode; never <see cref="DeliveryMode.Auto"/>.</param>
/// <param name="Reason">The reason, as a sentence.</param>
/// <param name="Warning">Why the credentials do not take effect in some tool and how to fix that, as sentences.</param>
public sealed record DeliveryChoice(DeliveryMode Mode, string Reason, string? Warning = null);
