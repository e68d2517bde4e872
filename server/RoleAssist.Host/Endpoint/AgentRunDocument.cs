using System.Text.Json.Serialization;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Endpoint;

/// <summary>What a person is asked before an agent runs a command in several accounts.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="Profiles">Where: the names of profiles.</param>
/// <param name="IsProduction">
/// Whether the agent's process takes a part of it for production. The host that asks the person looks for itself, and
/// can only add to it.
/// </param>
/// <param name="Command">The command: the agent's own words.</param>
internal sealed record AgentRunDocument(string Agent, IReadOnlyList<string> Profiles, bool IsProduction, string Command)
{
    /// <summary>A person who is asked can look at so many.</summary>
    public const int MostProfiles = 50;

    private const int Named = 5;

    /// <summary>What a no is about: runs of any command in any accounts.</summary>
    public const string Subject = "runs";

    /// <summary>Whether it can be what <c>roleassist mcp</c> sends.</summary>
    [JsonIgnore]
    public bool IsValid => Profiles.Count is > 0 and <= MostProfiles && Profiles.All(profile => profile is not null);

    /// <summary>Gets where, in a few words: the number of accounts, and the first names.</summary>
    [JsonIgnore]
    public string Places
    {
        get
        {
            var names = string.Join(", ", Profiles.Take(Named).Select(AgentText.Name));
            var more = Profiles.Count > Named ? $" and {Profiles.Count - Named} more" : "";
            return $"{Quantity.Of(Profiles.Count, "account")} ({names}{more})";
        }
    }

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
    /// <param name="agent">The agent's name.</param>
    /// <param name="production">In how many accounts it is production, as the host that asks finds.</param>
    public AgentQuestion ToQuestion(string agent, int production)
    {
        var places = $"{Places}, {(production == 0 && IsProduction ? "some" : production)} of them production";
        return new AgentQuestion(
            "",
            agent,
            places,
            production > 0 || IsProduction,
            $"The agent {agent} wants to run a command in {places}.",
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
}
