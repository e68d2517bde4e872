namespace RoleAssist.Sandbox;

/// <summary>How to start a sandbox.</summary>
public sealed record SandboxOptions
{
    /// <summary>The folder that gets the sample <c>.aws</c>; null for a temporary one that goes with the sandbox.</summary>
    public string? Home { get; init; }

    /// <summary>The port on the loopback; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether instance metadata is given without a token, as its version 1 did.</summary>
    public bool AllowInstanceMetadataVersion1 { get; init; }

    /// <summary>The true time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
