using System.Text.Json.Serialization;

namespace RoleAssist.Core.Requesters;

/// <summary>Who asks.</summary>
public enum RequesterKind
{
    /// <summary>Nothing says that it is an agent.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>A program that acts for a person and decides by itself what it runs.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent,

    /// <summary>The system does not tell.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>Who asks: a hint, since a program that wants to hide can.</summary>
/// <param name="Kind">What is known.</param>
/// <param name="Name">The agent's name: letters, digits and dashes; null for others.</param>
public sealed record Requester(RequesterKind Kind, string? Name = null)
{
    public static Requester Person { get; } = new(RequesterKind.Person);

    public static Requester Unknown { get; } = new(RequesterKind.Unknown);

    public static Requester Agent(string name) => new(RequesterKind.Agent, name);

    [JsonIgnore]
    public bool IsAgent => Kind == RequesterKind.Agent;
}
