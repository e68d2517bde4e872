using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Mcp;

/// <summary>
/// The JSON that tells a client how to start this server, for a person to paste into the client's file. It holds no
/// secret.
/// </summary>
internal static class ClientConfiguration
{
    /// <summary>VS Code's name of the format: <c>.vscode/mcp.json</c>.</summary>
    public const string VSCode = "vscode";

    /// <summary>The format of most other clients.</summary>
    public const string Standard = "standard";

    public static IReadOnlyList<string> Formats { get; } = [Standard, VSCode];

    /// <param name="console">Where to print.</param>
    /// <param name="executable">The program to start.</param>
    /// <param name="arguments">Its arguments after <c>mcp</c>.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    public static void Print(
        IConsole console,
        HostExecutable executable,
        IReadOnlyList<string> arguments,
        string format
    ) =>
        CommandLineJson.Write(
            console,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartObject(format == VSCode ? "servers" : "mcpServers");
                json.WriteStartObject(ProductInfo.Name);
                if (format == VSCode)
                {
                    json.WriteString("type", "stdio");
                }

                json.WriteString("command", executable.Path);
                MessageWriter.WriteTexts(json, "args", ["mcp", .. arguments]);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }
        );
}
