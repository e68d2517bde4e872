namespace RoleAssist.Core.Delivery;

/// <summary>How credentials reach a program.</summary>
public enum DeliveryMode
{
    /// <summary>In the way that wins in every SDK and stays fresh, as things are configured.</summary>
    Auto,

    /// <summary>The keys themselves, in variables.</summary>
    Environment,

    /// <summary>From an endpoint on this machine, as containers get them.</summary>
    Endpoint,

    /// <summary>Through a profile in a generated file, which asks the endpoint.</summary>
    Profile,
}

/// <summary>What an environment is for, which says what can be done to it.</summary>
public enum EnvironmentUse
{
    /// <summary>One terminal: variables can be removed.</summary>
    Terminal,

    /// <summary>All terminals that are opened from now on: it must stay the same over renewals, and removes nothing.</summary>
    AllTerminals,

    /// <summary>A debug session or a task: it is laid over an inherited environment, and removes nothing.</summary>
    Process,

    /// <summary>One command, for as long as it runs: variables can be removed.</summary>
    Command,
}

/// <summary>A way, and why it is this one.</summary>
/// <param name="Mode">The way; never <see cref="DeliveryMode.Auto"/>.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Warning">What keeps the credentials from winning in some tool, and what to do about it, as sentences.</param>
public sealed record DeliveryChoice(DeliveryMode Mode, string Reason, string? Warning = null);
