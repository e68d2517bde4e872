namespace RoleAssist.Core.Environment;

/// <summary>
/// A variable that specifies the location of an AWS file
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html). For a generated profile, RoleAssist sets it
/// and saves the user's value in a variable of its own. RoleAssist itself keeps using the user's files, and later
/// restores the value.
/// </summary>
public sealed record SharedFileVariable(string Name, string Default, string Original, string GeneratedFile)
{
    /// <summary>Returns the path of the user's file; a tilde stands for the home folder.</summary>
    public string GetPath(ProcessEnvironment environment) => GetUserValue(environment) ?? Default;

    /// <summary>Returns the user's value; null if it is not set.</summary>
    internal string? GetUserValue(ProcessEnvironment environment) =>
        environment[Name] switch
        {
            { } path when IsGenerated(path) => environment[Original] is { } original && original != Default
                ? original
                : null,
            var path => path,
        };

    internal bool IsGenerated(string? path) =>
        path is not null
        && (
            path.EndsWith('/' + GeneratedFile, StringComparison.Ordinal)
            || path.EndsWith('\\' + GeneratedFile, StringComparison.Ordinal)
        );
}
