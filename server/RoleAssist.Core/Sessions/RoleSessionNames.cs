using System.Security.Cryptography;
using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>Who works here, on which machine, and in which workspace where there is one.</summary>
public sealed class Workstation(Func<string> user, string host)
{
    private readonly Lazy<string> _user = new(user);

    public Workstation(string user, string host)
        : this(() => user, host)
    {
    }

    /// <remarks>Asked for when it is needed: the system may look it up over the network.</remarks>
    public string User => _user.Value;

    public string Host => host;

    /// <summary>The editor's workspace, once it has said so.</summary>
    public string? Workspace { get; set; }
}

/// <summary>
/// Fills in the names that CloudTrail shows: the session's, the source identity, tags. A time stamp or a random number
/// would say nothing to a reader of CloudTrail; who and from where does.
/// </summary>
/// <param name="workstation">Who and from where.</param>
/// <param name="toLatin">Writes a text of any script in ASCII.</param>
public sealed class RoleSessionNames(Workstation workstation, Func<string, string> toLatin)
{
    private const string Who = "{user}@{host}";
    private const string WhoAndWhere = Who + "+{workspace}";

    /// <summary>What a session is called that nobody gives a name: the person's template, or who and from where.</summary>
    public string? Template { get; set; }

    /// <summary>A session's name: 2 to 64 of <c>[\w+=,.@-]</c>.</summary>
    public string SessionName(string? template, string profile) =>
        Fill(template ?? Template ?? (workstation.Workspace is null ? Who : WhoAndWhere), profile, StsRules.RoleSessionName);

    /// <summary>A role with its source identity and tags filled in.</summary>
    public AssumeRoleStep Fill(AssumeRoleStep role, string profile) => role with
    {
        SourceIdentity = role.SourceIdentity is { } identity ? Fill(identity, profile, StsRules.SourceIdentity) : null,
        Tags = role.Tags.ToDictionary(tag => tag.Key, tag => Fill(tag.Value, profile, StsRules.TagValue)),
    };

    private string Fill(string template, string profile, TextRule rule)
    {
        var name = NameTemplate.Expand(template, placeholder => placeholder switch
        {
            "user" => Plain(workstation.User, rule),
            "host" => Plain(workstation.Host, rule),
            "workspace" => workstation.Workspace is { } workspace ? Plain(workspace, rule) : null,
            "profile" => Plain(profile, rule),
            "random" => RandomNumberGenerator.GetHexString(8, lowercase: true),
            _ => null,
        });
        name = name.Length <= rule.Longest ? name : name[..rule.Longest];
        return name.PadRight(rule.Shortest, '-');
    }

    /// <summary>Letters of any script become Latin ones; whatever STS does not accept then becomes a dash.</summary>
    private string Plain(string text, TextRule rule) => string.Concat(
        toLatin(text).Select(character => rule.Accepts(character) ? character : '-'));
}
