namespace RoleAssist.Host.Mcp.Tools;

/// <summary>The tools of a server, in the order of <c>tools/list</c>, and what they share.</summary>
internal sealed class AgentToolbox(IReadOnlyList<ITool> tools, params IDisposable[] shared) : IDisposable
{
    public IReadOnlyList<ITool> All => tools;

    public void Dispose() => Array.ForEach(shared, one => one.Dispose());
}
