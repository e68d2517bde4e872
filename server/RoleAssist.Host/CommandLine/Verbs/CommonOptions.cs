using System.CommandLine;

namespace RoleAssist.Host.CommandLine.Verbs;

internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document." };

    public static Argument<string> Profile() => new("PROFILE")
    {
        Description = "A profile of the AWS files, or a role ARN.",
    };
}
