namespace RoleAssist.Host.Mcp.Tools;

/// <summary>The name that a client gives itself, as a part of the session names that CloudTrail shows. It proves nothing.</summary>
internal sealed class AgentName
{
    private const int Longest = 20;

    private volatile string _value = "mcp";

    public string Value => _value;

    /// <param name="name">The client's name and version.</param>
    public void Set(string name)
    {
        var word = string.Concat(
            name.Split(' ')[0].Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-').Take(Longest)
        );
        _value = word.Trim('-') is { Length: > 0 } known ? known : "mcp";
    }
}
