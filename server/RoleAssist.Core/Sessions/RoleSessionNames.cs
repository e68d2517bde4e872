using System.Security.Cryptography;
using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Fills in the names that CloudTrail shows: session name, source identity and tags. By default they name the user and
/// the machine, which tells a reader of CloudTrail more than a time stamp or a random number.
/// </summary>
/// <param name="workstation">The user and the machine.</param>
/// <param name="client">The workspace, and the user's template for sessions that are given no name.</param>
/// <param name="toLatin">Transliterates text of any script to ASCII.</param>
public sealed class RoleSessionNames(Workstation workstation, CurrentClient client, Func<string, string> toLatin)
{
    private const string UserAtHost = "{user}@{host}";
    private const string UserAtHostInWorkspace = UserAtHost + "+{workspace}";

    /// <summary>Returns a session name: 2 to 64 characters of <c>[\w+=,.@-]</c>.</summary>
    /// <param name="template">The name or template that was given.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="agent">The agent that the session is for, whose name is at the end.</param>
    public string SessionName(string? template, string profile, string? agent)
    {
        var name = SessionName(template, profile);
        var suffix = agent is null ? "" : $"-agent-{agent}";
        return name[..Math.Min(name.Length, StsRules.RoleSessionName.Longest - suffix.Length)] + suffix;
    }

    /// <summary>Returns a session name: 2 to 64 characters of <c>[\w+=,.@-]</c>.</summary>
    public string SessionName(string? template, string profile) =>
        Fill(
            template
                ?? client.Options.SessionName
                ?? (client.Options.Workspace is null ? UserAtHost : UserAtHostInWorkspace),
            profile,
            StsRules.RoleSessionName
        );

    /// <summary>Returns the name of a federated user: 2 to 32 characters of <c>[\w+=,.@-]</c>.</summary>
    public string FederatedUserName(string profile) => Fill(UserAtHost, profile, StsRules.FederatedUserName);

    /// <summary>Returns a role with its source identity and tags filled in.</summary>
    public AssumeRoleStep Fill(AssumeRoleStep role, string profile) =>
        role with
        {
            SourceIdentity = role.SourceIdentity is { } identity
                ? Fill(identity, profile, StsRules.SourceIdentity)
                : null,
            Tags = role.Tags.ToDictionary(tag => tag.Key, tag => Fill(tag.Value, profile, StsRules.TagValue)),
        };

    private string Fill(string template, string profile, TextRule rule)
    {
        var name = NameTemplate.Expand(
            template,
            placeholder =>
                placeholder switch
                {
                    "user" => Plain(workstation.User, rule),
                    "host" => Plain(workstation.Host, rule),
                    "workspace" => client.Options.Workspace is { } workspace ? Plain(workspace, rule) : null,
                    "profile" => Plain(profile, rule),
                    "random" => RandomNumberGenerator.GetHexString(8, lowercase: true),
                    _ => null,
                }
        );
        name = name.Length <= rule.Longest ? name : name[..rule.Longest];
        return name.PadRight(rule.Shortest, '-');
    }

    /// <summary>Transliterates letters of any script and replaces whatever STS does not accept with a dash.</summary>
    private string Plain(string text, TextRule rule) =>
        string.Concat(toLatin(text).Select(character => rule.Accepts(character) ? character : '-'));
}
