using System.CommandLine;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>Arguments that several verbs of the vault share.</summary>
internal static class VaultOptions
{
    public static Argument<string> Profile(string description) =>
        CommonOptions.Names(new Argument<string>("PROFILE") { Description = description });

    public static Argument<string[]> Profiles() =>
        CommonOptions.Names(
            new Argument<string[]>("PROFILE")
            {
                Description = "Profiles in the AWS files.",
                Arity = ArgumentArity.ZeroOrMore,
            }
        );
}
