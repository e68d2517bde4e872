using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>A section of the AWS files by its meaning; each file has its own header for it.</summary>
public sealed record SectionId
{
    private SectionId(SectionKind kind, string name) => (Kind, Name) = (kind, name);

    public string Name { get; }

    internal SectionKind Kind { get; }

    public static SectionId Profile(string name) => new(SectionKind.Profile, name);

    public static SectionId SsoSession(string name) => new(SectionKind.SsoSession, name);

    public static SectionId Services(string name) => new(SectionKind.Services, name);

    /// <summary>Whether a header names this section; <c>[default]</c> and <c>[profile default]</c> are one.</summary>
    internal bool IsNamedBy(SectionHeader header) =>
        header.Name == Name
        && (header.Kind == Kind || (header.Kind == SectionKind.BareDefault && Kind == SectionKind.Profile));

    /// <summary>Returns the text between the brackets of a new header.</summary>
    internal string HeaderIn(SharedConfigFileKind file)
    {
        var name = ProfileNames.IsPlain(Name) ? Name : $"\"{Name}\"";
        return (Kind, file) switch
        {
            (SectionKind.SsoSession, _) => $"sso-session {name}",
            (SectionKind.Services, _) => $"services {name}",
            _ when file == SharedConfigFileKind.Credentials || Name == ProfileNames.Default => name,
            _ => $"profile {name}",
        };
    }
}
