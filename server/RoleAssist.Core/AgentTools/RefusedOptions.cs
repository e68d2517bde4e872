namespace RoleAssist.Core.AgentTools;

/// <summary>
/// The options of the AWS CLI that an agent may not use
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html).
/// </summary>
internal static class RefusedOptions
{
    private const string Leave = "Leave it out.";

    private static readonly (string Option, string Reason, string Hint)[] Options =
    [
        ("--profile", "the profile is a parameter of the tool.", "Pass 'profile' beside the arguments."),
        ("--region", "the region is a parameter of the tool.", "Pass 'region' beside the arguments."),
        ("--endpoint-url", "it would send signed requests to a server that is not AWS'.", Leave),
        ("--no-verify-ssl", "it would send credentials to a server that proves nothing.", Leave),
        ("--ca-bundle", "it would trust other servers than this machine does.", Leave),
        ("--no-sign-request", "it would leave out the credentials that the answer is about.", Leave),
        ("--debug", "it prints headers with credentials.", "Leave it out. Errors of AWS are printed anyway."),
        ("--follow-symlinks", "links may lead out of the workspace.", "Use --no-follow-symlinks."),
        ("--with-decryption", "it prints secrets.", "Read the parameter's description, or ask the user for its value."),
    ];

    /// <summary>
    /// Options of the CLI itself rather than of an operation: input from files, pagers, prompts, time limits.
    /// </summary>
    private static readonly string[] Families = ["--cli-", "--no-cli-"];

    /// <summary>Finds the option that a name is, or is the beginning of.</summary>
    public static (string Option, string Reason, string Hint)? Find(string name)
    {
        if (
            Array.Exists(
                Families,
                family =>
                    name.StartsWith(family, StringComparison.OrdinalIgnoreCase)
                    || family.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return (name, "it changes how the AWS CLI itself works.", Leave);
        }

        var found = Array.Find(Options, refused => refused.Option.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return found.Option is null ? null : found;
    }
}
