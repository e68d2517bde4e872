using System.Buffers;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Profiles;

public static class ProfileNames
{
    /// <summary>The profile that AWS' tools take when nothing names one, and that need not be written down.</summary>
    public const string Default = "default";

    /// <summary>What a name may hold beside ASCII letters and digits.</summary>
    internal const string Signs = "_-/.%@:+";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + Signs);

    internal static IReadOnlyDictionary<string, Setting> NoSettings { get; } = new Dictionary<string, Setting>();

    /// <summary>
    /// The profile that the environment names for AWS' tools; null where it names none, or one that RoleAssist has generated,
    /// which is none of the person's.
    /// </summary>
    public static string? NamedBy(ProcessEnvironment environment) =>
        GeneratedProfileName.IsSelected(environment) ? null : environment[AwsVariables.Profile] ?? environment[AwsVariables.DefaultProfile];

    /// <summary>The variable that <see cref="NamedBy"/> has the name from.</summary>
    internal static string VariableOf(ProcessEnvironment environment) => environment[AwsVariables.Profile] is null ? AwsVariables.DefaultProfile : AwsVariables.Profile;

    /// <summary>Whether AWS' SDKs take it as the name of a section or a setting as it stands; other names need quotes, or are passed over.</summary>
    public static bool IsPlain(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(Characters);

    /// <summary>Whether such a name may hold the character.</summary>
    internal static bool IsPlain(char character) => Characters.Contains(character);
}
