using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <summary>Writes what a client of the Model Context Protocol needs to start the server.</summary>
internal interface IMcpConfigurations
{
    /// <param name="workspace">The folder to serve; null for the one in which the client starts the server.</param>
    McpConfiguration Write(string? workspace);
}
