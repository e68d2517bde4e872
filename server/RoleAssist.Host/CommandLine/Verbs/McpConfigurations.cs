using RoleAssist.Contracts;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Mcp;
using RoleAssist.Host.Mcp.Tools;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>What <c>mcp --print-config</c> prints, with the launcher, for an editor.</summary>
internal sealed class McpConfigurations(McpProgram program) : IMcpConfigurations
{
    public McpConfiguration Write(string? workspace)
    {
        var (executable, outlivesUpdates) = program.Install();
        var server = new AgentToolboxRequest(workspace, AgentToolboxRequest.UsualPolicy, new AgentName(), []);
        var text = new TextConsole();
        ClientConfiguration.Print(text, executable, McpVerb.ArgumentsOf(server), ClientConfiguration.Standard);
        return new McpConfiguration(text.ToString(), outlivesUpdates);
    }
}
