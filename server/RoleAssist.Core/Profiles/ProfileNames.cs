namespace RoleAssist.Core.Profiles;

internal static class ProfileNames
{
    /// <summary>The profile that AWS' tools take when nothing names one, and that need not be written down.</summary>
    public const string Default = "default";

    public static IReadOnlyDictionary<string, Setting> NoSettings { get; } = new Dictionary<string, Setting>();
}
