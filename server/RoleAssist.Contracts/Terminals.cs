using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <param name="SessionId">The session whose credentials the process gets.</param>
/// <param name="Use">What the environment is for; a terminal by default.</param>
/// <param name="Delivery">How the credentials reach the process, where not as the settings say.</param>
public sealed record GetTerminalEnvironmentParams(string SessionId, EnvironmentUse? Use = null, DeliveryMode? Delivery = null);

/// <summary>What an environment is for, which says what can be done to it.</summary>
public enum EnvironmentUse
{
    /// <summary>One terminal, which is started with it: variables can be removed.</summary>
    [JsonStringEnumMemberName("terminal")]
    Terminal,

    /// <summary>All terminals that are opened from now on: it must stay the same over renewals, and removes nothing.</summary>
    [JsonStringEnumMemberName("allTerminals")]
    AllTerminals,

    /// <summary>A debug session or a task: it is laid over an inherited environment, and removes nothing.</summary>
    [JsonStringEnumMemberName("process")]
    Process,
}

/// <summary>How credentials reach a program.</summary>
public enum DeliveryMode
{
    /// <summary>In the way that wins in every SDK and stays fresh, as things are configured.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>The keys themselves, in variables. They are good until the session ends and are not renewed.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>From an endpoint on this machine, as containers get them; always fresh.</summary>
    [JsonStringEnumMemberName("endpoint")]
    Endpoint,

    /// <summary>Through a profile in a generated file, which holds no secret and asks the endpoint; always fresh.</summary>
    [JsonStringEnumMemberName("profile")]
    Profile,
}

/// <param name="Variables">What to set and what to remove in the process' environment.</param>
/// <param name="Delivery">How the credentials reach it; never <c>auto</c>.</param>
/// <param name="Reason">Why in this way, as a sentence.</param>
/// <param name="Warning">What keeps the credentials from winning in some tool, and what to do about it, as sentences.</param>
public sealed record TerminalEnvironment(
    IReadOnlyList<EnvironmentVariable> Variables, DeliveryMode Delivery, string Reason, string? Warning = null);

/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its value, or null to remove an inherited one.</param>
public sealed record EnvironmentVariable(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Value)
{
    /// <summary>The name alone, because the value may be a secret.</summary>
    public override string ToString() => Name;
}

/// <param name="Shell">The shell that evaluates the statement: one that <c>roleassist env --shell</c> knows.</param>
/// <param name="SessionId">The session whose credentials the shell gets; without it, what a session has left there is removed.</param>
/// <param name="Delivery">How the credentials reach the shell's programs, where not as the settings say.</param>
public sealed record GetTerminalStatementParams(string Shell, string? SessionId = null, DeliveryMode? Delivery = null);

/// <param name="Text">
/// One line to be typed into the shell. It holds no secret, only a ticket that the host takes once and for a moment.
/// </param>
public sealed record TerminalStatement(string Text);
