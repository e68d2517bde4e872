using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.AgentTools;

/// <summary>
/// The redactor knows many secrets only by their names, which <c>--query</c> and the output format <c>text</c> take away.
/// </summary>
internal static partial class NamedSecrets
{
    private const string Hint = "Leave it out, and look for the value in the answer.";

    /// <summary>The formats that name every value.</summary>
    private static readonly string[] NamingFormats = ["json", "yaml", "yaml-stream", "table"];

    /// <summary>
    /// The operations of a service that read secrets among other things, separated by blanks; <c>*</c> stands for any part
    /// of a name. Not here are those that have a member for a secret, but never its value, such as the passwords of RDS.
    /// </summary>
    private static readonly Dictionary<string, string> Operations = new(StringComparer.Ordinal)
    {
        ["alexaforbusiness"] = "get-network-profile",
        ["amplify"] = "get-app get-branch list-apps list-branches",
        ["appmesh"] = "describe-virtual-*",
        ["appstream"] = "describe-directory-configs",
        ["bedrock-agentcore-control"] = "get-*",
        ["chime"] = "get-attendee get-bot list-attendees list-bots",
        ["chime-sdk-identity"] = "describe-app-instance-user-endpoint",
        ["chime-sdk-meetings"] = "*attendee* *-meeting*",
        ["codebuild"] = "batch-get-*",
        ["codepipeline"] = "get-pipeline* list-webhooks",
        ["cognito-sync"] = "list-records",
        ["dataexchange"] = "get-asset get-job list-jobs list-revision-assets",
        ["datasync"] = "describe-location-*",
        ["datazone"] = "get-connection list-connections",
        ["directconnect"] = "*-virtual-interface* *-bgp-peer",
        ["dms"] = "describe-endpoints",
        ["ds"] = "describe-directories",
        ["ec2"] = "*-ipam-external-* *-verified-access-* *-vpn-*",
        ["eks"] = "*-eks-anywhere-*",
        ["elbv2"] = "describe-listeners describe-rules",
        ["firehose"] = "describe-delivery-stream",
        ["glue"] = "get-connection* get-job get-jobs batch-get-jobs",
        ["grafana"] = "*-workspace*",
        ["iam"] = "list-virtual-mfa-devices",
        ["interconnect"] = "get-connection",
        ["invoicing"] = "get-procurement-portal-preference",
        ["iot"] = "get-topic-rule",
        ["ivs"] = "batch-get-channel get-channel get-stream-session",
        ["lightsail"] = "get-bucket-access-keys get-relational-database*",
        ["medialive"] = "describe-*",
        ["mediapackage"] = "*-channel* *-origin-endpoint*",
        ["mediapackage-vod"] = "*-packaging-group*",
        ["opsworks"] = "describe-*",
        ["pinpoint"] = "get-*-channel",
        ["workspaces-thin-client"] = "get-environment list-environments",
    };

    /// <summary>Throws if the arguments would print a secret without its name.</summary>
    /// <exception cref="Errors.RoleAssistException"><see cref="Errors.ErrorCode.InvalidArgument"/>.</exception>
    public static void Require(string service, string operation, IReadOnlyList<string> words)
    {
        var hasSecret =
            Operations.TryGetValue(service, out var names)
            && names.Split(' ').Any(name => FileSystemName.MatchesSimpleExpression(name, operation, ignoreCase: false));
        for (var at = 2; at < words.Count; at++)
        {
            var (name, joined) = AwsArguments.Split(words[at]);
            var value = joined ?? (at + 1 < words.Count ? words[at + 1] : "");
            if (Is("--query", name) && (hasSecret || ReadsSecret(value)))
            {
                throw AwsArguments.Refused(
                    $"--query is refused for '{value}' of 'aws {service} {operation}': the answer may have a secret that is known by its name.",
                    Hint
                );
            }

            if (Is("--output", name) && hasSecret && !NamingFormats.Contains(value))
            {
                throw AwsArguments.Refused(
                    $"--output {value} is refused for 'aws {service} {operation}': the answer may have a secret that is known by its name.",
                    "Use --output json."
                );
            }
        }
    }

    private static bool Is(string option, string name) =>
        name.Length > 2 && option.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a query ends in a member with the name of a secret. Names that it gives itself, members on the way and
    /// literals do not count.
    /// </summary>
    private static bool ReadsSecret(string query) =>
        Member().Matches(Literal().Replace(query, "''")).Any(member => SecretNames.IsSecret(member.ValueSpan));

    [GeneratedRegex(@"'[^']*'|`[^`]*`")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?>[A-Za-z_][A-Za-z0-9_-]*)(?!""?\s*[.:\[(])")]
    private static partial Regex Member();
}
