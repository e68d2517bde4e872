using System.Text.Json.Serialization;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Endpoint;

/// <summary>What a person is asked before an agent runs a command in several accounts.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="Places">Where, in a few words.</param>
/// <param name="IsProduction">Whether a part of it is production.</param>
/// <param name="Command">The command: the agent's own words.</param>
internal sealed record AgentRunDocument(string Agent, string Places, bool IsProduction, string Command)
{
    /// <summary>What a no is about: runs of any command in any accounts.</summary>
    public const string Subject = "runs";

    /// <summary>Gets the error after a no.</summary>
    [JsonIgnore]
    public RoleAssistException Refused =>
        new(
            ErrorCode.AgentNotAllowed,
            $"The agent {Agent} may not run '{DisplayText.FromServer(Command)}' in {Places}.",
            "Run the command yourself: roleassist run"
        );

    /// <summary>Gets the error if nobody has answered.</summary>
    [JsonIgnore]
    public RoleAssistException Unanswered =>
        new(
            ErrorCode.AgentNeedsApproval,
            $"The agent {Agent} wants to run '{DisplayText.FromServer(Command)}' in {Places}.",
            "Open VS Code with RoleAssist, which asks you for your word, or run the command yourself: roleassist run"
        );

    /// <summary>Returns the question for the person.</summary>
    public AgentQuestion ToQuestion(string agent) =>
        new(
            "",
            agent,
            Places,
            IsProduction,
            $"The agent {agent} wants to run a command in {Places}.",
            Account: null,
            RoleArn: null,
            Command,
            Expires: default
        )
        {
            // An agent could name fewer accounts each time.
            Subject = Subject,
        };
}
