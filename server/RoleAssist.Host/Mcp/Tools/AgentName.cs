using RoleAssist.Core.Requesters;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>The name that a client gives itself, as session names and the audit trail show it. It proves nothing.</summary>
internal sealed class AgentName
{
    private const string Unknown = "mcp";

    private volatile string _value = Unknown;

    public string Value => _value;

    /// <param name="name">The client's name and version.</param>
    public void Set(string name) => _value = RequesterFinder.Plain(name.Split(' ')[0]) ?? Unknown;
}
