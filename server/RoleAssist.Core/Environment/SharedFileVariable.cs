namespace RoleAssist.Core.Environment;

/// <summary>
/// The variables that say where the AWS files are
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html). A generated profile takes them, and what the
/// person had there moves to one of RoleAssist's own: RoleAssist goes on with the person's files, and puts them back.
/// </summary>
public sealed record SharedFileVariable(string Name, string Default, string Original, string GeneratedFile)
{
    /// <summary>Where the person's file is; a tilde stands for the home folder.</summary>
    public string PathIn(ProcessEnvironment environment) => Chosen(environment) ?? Default;

    /// <summary>What the person has set; null where that is nothing.</summary>
    internal string? Chosen(ProcessEnvironment environment) => environment[Name] switch
    {
        { } path when IsGenerated(path) => environment[Original] is { } original && original != Default ? original : null,
        var path => path,
    };

    internal bool IsGenerated(string? path) => path is not null && (path.EndsWith('/' + GeneratedFile, StringComparison.Ordinal) || path.EndsWith('\\' + GeneratedFile, StringComparison.Ordinal));
}
