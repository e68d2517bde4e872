using System.Text.RegularExpressions;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.AgentTools;

/// <summary>
/// The environment of a command that an agent runs: one session, and nothing else that could give credentials. The
/// user's AWS files, caches, aliases and plugins are out of sight, because the home folder is an empty one.
/// </summary>
public static partial class ChildEnvironment
{
    /// <summary>What of AWS' variables tells where AWS is, but not who asks.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        AwsVariables.Region,
        AwsVariables.DefaultRegion,
        AwsVariables.CaBundle,
        AwsVariables.Ec2MetadataDisabled,
        AwsVariables.IgnoreConfiguredEndpointUrls,
        AwsVariables.StsRegionalEndpoints,
        AwsVariables.UseDualStackEndpoint,
        AwsVariables.UseFipsEndpoint,
        "AWS_MAX_ATTEMPTS",
        "AWS_RETRY_MODE",
    };

    /// <summary>Where programs find the user's keychain, agents and running hosts, and their own settings.</summary>
    private static readonly string[] Doors =
    [
        "APPDATA",
        "BASH_ENV",
        "DBUS_SESSION_BUS_ADDRESS",
        "ENV",
        "GNUPGHOME",
        "GPG_AGENT_INFO",
        "HOMEDRIVE",
        "HOMEPATH",
        "KUBECONFIG",
        "LOCALAPPDATA",
        "SSH_AGENT_PID",
        "SSH_AUTH_SOCK",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_RUNTIME_DIR",
        "XDG_STATE_HOME",
    ];

    /// <param name="surroundings">The environment of this process.</param>
    /// <param name="given">The changes that give it the agent's session.</param>
    /// <param name="agent">The agent's name, by which the command and what it starts are known as the agent's.</param>
    /// <param name="home">An empty folder.</param>
    /// <param name="config">A config file without credentials.</param>
    public static IReadOnlyList<EnvironmentChange> Create(
        ProcessEnvironment surroundings,
        IEnumerable<EnvironmentChange> given,
        string agent,
        string home,
        string config
    )
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, _) in surroundings.StartingWith("").Where(variable => !IsHarmless(variable.Name)))
        {
            changes[name] = null;
        }

        foreach (var change in given)
        {
            changes[change.Name] = change.Value;
        }

        // Python's packages of the user stay where they are: the AWS CLI may be one of them.
        if (OperatingSystem.IsLinux() && surroundings["HOME"] is { } before && surroundings["PYTHONUSERBASE"] is null)
        {
            changes["PYTHONUSERBASE"] = $"{before.TrimEnd('/')}/.local";
        }

        foreach (var name in (ReadOnlySpan<string>)["HOME", "USERPROFILE"])
        {
            changes[name] = home;
        }

        changes[RoleAssistVariables.Agent] = agent;
        changes[AwsVariables.ConfigFile] = config;
        changes[AwsVariables.SharedCredentialsFile] = $"{config}-credentials";
        changes[AwsVariables.Ec2MetadataDisabled] = "true";
        foreach (var (name, value) in Quiet)
        {
            changes[name] = value;
        }

        return [.. changes.Select(change => new EnvironmentChange(change.Key, change.Value))];
    }

    /// <summary>The user's own credentials in the environment of this process, which no command may print.</summary>
    public static IEnumerable<string> SecretsIn(ProcessEnvironment surroundings) =>
        surroundings.StartingWith("").Where(variable => SecretName().IsMatch(variable.Name)).Select(one => one.Value);

    /// <summary>Nobody pages, and colors are no text.</summary>
    private static IEnumerable<(string Name, string Value)> Quiet =>
        [("AWS_PAGER", ""), ("PAGER", "cat"), ("MANPAGER", "cat"), ("NO_COLOR", "1"), ("TERM", "dumb")];

    private static bool IsHarmless(string name) =>
        Kept.Contains(name)
        || name.StartsWith("AWS_ENDPOINT_URL", StringComparison.OrdinalIgnoreCase)
        || !(
            name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("BOTO_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(RoleAssistVariables.Prefix, StringComparison.OrdinalIgnoreCase)
            || Doors.Contains(name, StringComparer.OrdinalIgnoreCase)
            || SecretName().IsMatch(name)
        );

    /// <summary>Names of variables that hold secrets, of AWS and of everything else.</summary>
    [GeneratedRegex(
        @"TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|(API|ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SecretName();
}
