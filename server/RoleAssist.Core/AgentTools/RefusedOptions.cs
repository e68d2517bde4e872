namespace RoleAssist.Core.AgentTools;

/// <summary>
/// The options of the AWS CLI that an agent may not use
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html).
/// </summary>
internal static class RefusedOptions
{
    private const string Leave = "Leave it out.";

    /// <param name="Service">The only service that has the option; null for all.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Reason">Why it is refused, as a sentence.</param>
    /// <param name="Hint">What to do instead.</param>
    public sealed record Option(string? Service, string Name, string Reason, string Hint);

    private static readonly Option[] Options =
    [
        new(null, "--profile", "the profile is a parameter of the tool.", "Pass 'profile' beside the arguments."),
        new(null, "--region", "the region is a parameter of the tool.", "Pass 'region' beside the arguments."),
        new(null, "--endpoint-url", "it would send signed requests to a server that is not AWS'.", Leave),
        new(null, "--iam-endpoint", "it would send signed requests to a server that is not AWS'.", Leave),
        new(null, "--no-verify-ssl", "it would send credentials to a server that proves nothing.", Leave),
        new(null, "--ca-bundle", "it would trust other servers than this machine does.", Leave),
        new(null, "--no-sign-request", "it would leave out the credentials that the answer is about.", Leave),
        new(null, "--debug", "it prints headers with credentials.", "Leave it out. Errors of AWS are printed anyway."),
        new("s3", "--follow-symlinks", "links may lead out of the workspace.", "Use --no-follow-symlinks."),
        new(
            "ssm",
            "--with-decryption",
            "it prints secrets.",
            "Read the parameter's description, or ask the user for its value."
        ),
        new("apigateway", "--include-value", "it prints a secret.", Leave),
        new("apigateway", "--include-values", "it prints secrets.", Leave),
        new("datazone", "--with-secret", "it prints a secret.", Leave),
    ];

    /// <summary>
    /// Options of the CLI itself rather than of an operation: input from files, pagers, prompts, time limits.
    /// </summary>
    private static readonly string[] Families = ["--cli-", "--no-cli-"];

    /// <summary>Finds the option that a name is, or is the beginning of.</summary>
    public static Option? Find(string service, string name)
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
            return new Option(null, name, "it changes how the AWS CLI itself works.", Leave);
        }

        return Array.Find(
            Options,
            refused =>
                (refused.Service is null || refused.Service == service)
                && refused.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        );
    }
}
