using System.Buffers;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Profiles;

public static class ProfileNames
{
    /// <summary>The profile that AWS tools use if none is specified. It need not exist in the files.</summary>
    public const string Default = "default";

    /// <summary>The characters allowed in a name besides ASCII letters and digits.</summary>
    public const string Signs = "_-/.%@:+";

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + Signs
    );

    internal static IReadOnlyDictionary<string, Setting> NoSettings { get; } = new Dictionary<string, Setting>();

    /// <summary>
    /// Returns the profile that the environment specifies for AWS tools; null if it specifies none, or one that
    /// RoleAssist has generated, which is not the user's.
    /// </summary>
    public static string? GetSelected(ProcessEnvironment environment) =>
        GeneratedProfileName.IsSelected(environment)
            ? null
            : environment[AwsVariables.Profile] ?? environment[AwsVariables.DefaultProfile];

    /// <summary>Returns the variable that <see cref="GetSelected"/> reads the name from.</summary>
    internal static string GetSelectingVariable(ProcessEnvironment environment) =>
        environment[AwsVariables.Profile] is null ? AwsVariables.DefaultProfile : AwsVariables.Profile;

    /// <summary>
    /// Whether AWS SDKs accept the text as the name of a section or setting. Other names need quotes or are ignored.
    /// </summary>
    public static bool IsPlain(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(Characters);

    /// <summary>Whether the character is allowed in such a name.</summary>
    internal static bool IsPlain(char character) => Characters.Contains(character);
}
