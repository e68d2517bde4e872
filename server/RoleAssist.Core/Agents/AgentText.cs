using System.Globalization;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Agents;

/// <summary>Names that come from an agent, as a question shows them.</summary>
public static class AgentText
{
    /// <summary>A longer name would push what matters out of sight.</summary>
    private const int Longest = 120;
    private const int Head = 60;
    private const int Tail = 40;

    /// <summary>Returns a name on one line: whole, or its beginning, its end and how much is between them.</summary>
    public static string Name(string name)
    {
        if (name.Length <= Longest)
        {
            return DisplayText.Line(name);
        }

        var between = (name.Length - Head - Tail).ToString(CultureInfo.InvariantCulture);
        return $"{DisplayText.Line(name[..Head])} [… {between} more characters …] {DisplayText.Line(name[^Tail..])}";
    }
}
