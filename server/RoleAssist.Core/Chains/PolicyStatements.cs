namespace RoleAssist.Core.Chains;

/// <summary>
/// Writes IAM policies as short as possible, since STS limits their size. No text from outside is part of them.
/// </summary>
internal static class PolicyStatements
{
    public static string Document(IEnumerable<string> statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    public static string Allow(IEnumerable<string> actions) => Statement("Allow", "Action", actions);

    public static string Deny(IEnumerable<string> actions) => Statement("Deny", "Action", actions);

    public static string DenyAllBut(IEnumerable<string> actions) => Statement("Deny", "NotAction", actions);

    public static string DenyOutside(IEnumerable<string> regions, IReadOnlyList<string> exceptActions) =>
        Statement(
            "Deny",
            exceptActions.Count == 0 ? "Action" : "NotAction",
            exceptActions.Count == 0 ? ["*"] : exceptActions,
            $$$""","Condition":{"StringNotEquals":{"aws:RequestedRegion":{{{List(regions)}}}}}"""
        );

    private static string Statement(string effect, string element, IEnumerable<string> actions, string more = "") =>
        $$"""{"Effect":"{{effect}}","{{element}}":{{List(actions)}},"Resource":"*"{{more}}}""";

    private static string List(IEnumerable<string> texts)
    {
        var quoted = texts.Select(text => $"\"{text}\"").ToList();
        return quoted is [var single] ? single : $"[{string.Join(',', quoted)}]";
    }
}
