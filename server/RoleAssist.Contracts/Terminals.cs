using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <param name="SessionId">The session whose credentials the process gets.</param>
/// <param name="Use">What the environment is for; <c>terminal</c> by default.</param>
/// <param name="Delivery">Overrides the setting for how credentials reach the process.</param>
public sealed record GetTerminalEnvironmentParams(
    string SessionId,
    EnvironmentUse? Use = null,
    DeliveryMode? Delivery = null
);

/// <summary>What an environment is for, which determines whether it can remove variables.</summary>
public enum EnvironmentUse
{
    /// <summary>A single new terminal. Variables can be removed.</summary>
    [JsonStringEnumMemberName("terminal")]
    Terminal,

    /// <summary>All terminals opened from now on. It must not change on renewal and cannot remove variables.</summary>
    [JsonStringEnumMemberName("allTerminals")]
    AllTerminals,

    /// <summary>
    /// A debug session or a task. It is added to an inherited environment and cannot remove variables.
    /// </summary>
    [JsonStringEnumMemberName("process")]
    Process,
}

/// <summary>How credentials reach a program.</summary>
public enum DeliveryMode
{
    /// <summary>
    /// The way that takes precedence in every SDK and renews credentials, given the current configuration.
    /// </summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>
    /// The credentials in environment variables. They are valid until they expire and are not renewed.
    /// </summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>A local credentials endpoint, as containers use; renewed automatically.</summary>
    [JsonStringEnumMemberName("endpoint")]
    Endpoint,

    /// <summary>
    /// A profile in a generated config file that contains no secrets and uses the local endpoint; renewed
    /// automatically.
    /// </summary>
    [JsonStringEnumMemberName("profile")]
    Profile,
}

/// <param name="Variables">The variables to set or remove in the process' environment.</param>
/// <param name="Delivery">How the credentials reach the process; never <c>auto</c>.</param>
/// <param name="Reason">A sentence that explains the choice of delivery.</param>
/// <param name="Warning">
/// Sentences about what overrides the credentials in some tools, and how to fix it.
/// </param>
/// <param name="SurvivesReload">
/// Whether the variables contain no secret and still work after the host was restarted, so that a terminal may be
/// restored with them.
/// </param>
public sealed record TerminalEnvironment(
    IReadOnlyList<EnvironmentVariable> Variables,
    DeliveryMode Delivery,
    string Reason,
    string? Warning = null,
    bool? SurvivesReload = null
);

/// <param name="Name">The variable's name.</param>
/// <param name="Value">The value, or null to remove an inherited variable.</param>
public sealed record EnvironmentVariable(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Value
)
{
    /// <summary>Returns only the name, because the value may be a secret.</summary>
    public override string ToString() => Name;
}

/// <param name="Shell">The shell that evaluates the statement: one that <c>roleassist env --shell</c> supports.</param>
/// <param name="SessionId">
/// The session whose credentials the shell gets. If absent, the statement removes a session's variables from the shell.
/// </param>
/// <param name="Delivery">Overrides the setting for how credentials reach the shell's programs.</param>
public sealed record GetTerminalStatementParams(string Shell, string? SessionId = null, DeliveryMode? Delivery = null);

/// <param name="Text">
/// One line to type into the shell. It contains no secret, only a short-lived ticket that can be redeemed once.
/// </param>
public sealed record TerminalStatement(string Text);
