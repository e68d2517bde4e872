using RoleAssist.Core.Environment;

namespace RoleAssist.Vault.Sessions;

/// <summary>What the user wants to be kept.</summary>
public enum KeepingPolicy
{
    /// <summary>Sessions are kept if the store is a keychain of the operating system.</summary>
    Auto,

    /// <summary>Sessions are kept in any store.</summary>
    On,

    /// <summary>Sessions stay in memory.</summary>
    Off,
}

/// <summary>The names of the policies, in the setting and in the variable.</summary>
public static class KeepingPolicies
{
    /// <summary>
    /// Returns the policy of a setting, or else of the environment. An unknown name means the default. What must not be
    /// shared with other processes is not kept for them.
    /// </summary>
    public static KeepingPolicy Find(string? setting, ProcessEnvironment environment) =>
        string.Equals(environment[RoleAssistVariables.ShareSessions], "off", StringComparison.OrdinalIgnoreCase)
            ? KeepingPolicy.Off
            : Parse(setting) ?? Parse(environment[RoleAssistVariables.KeepSessions]) ?? KeepingPolicy.Auto;

    private static KeepingPolicy? Parse(string? name) =>
        name?.ToLowerInvariant() switch
        {
            "on" => KeepingPolicy.On,
            "off" => KeepingPolicy.Off,
            _ => null,
        };
}
