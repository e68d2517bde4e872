using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Console;

/// <summary>
/// Finds the console of a session. Credentials are shown only to AWS, to the server that has issued them, or to the one
/// that the user's environment names.
/// </summary>
public sealed class ConsoleHostsResolver(ProcessEnvironment environment)
{
    private const string Form = "https://SIGNIN,https://CONSOLE";

    /// <param name="chain">How the credentials were obtained.</param>
    /// <param name="arn">The caller's ARN, whose partition is that of the credentials.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: the partition's console is not known, or the variable is wrong.
    /// </exception>
    public ConsoleHosts Resolve(RoleChain chain, string? arn)
    {
        var partition =
            (ArnParts.Parse(arn) is { } parts ? Partitions.Find(parts.Partition) : null)
            ?? Partitions.FromRegion(chain.Sts.SigningRegion);
        if (!chain.IsSandbox && environment[RoleAssistVariables.ConsoleEndpoint] is { } named)
        {
            return Named(named, chain.Sts, partition);
        }

        var issuer = IssuerOf(chain);
        if (!Partitions.IsAwsHost(issuer.Url.IdnHost))
        {
            return ConsoleHosts.OfOther(
                issuer with
                {
                    Url = new Uri(issuer.Url.GetLeftPart(UriPartial.Authority)),
                },
                new Uri(issuer.Url, "/console/"),
                partition
            );
        }

        return ConsolePartition.Find(partition.Id) is { } console
            ? ConsoleHosts.OfAws(console, partition)
            : throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"RoleAssist does not know the addresses of the console in the partition {partition.Id}.",
                $"Set {RoleAssistVariables.ConsoleEndpoint} to them: {Form}."
            )
            {
                Profile = chain.Profile,
            };
    }

    /// <summary>Returns the server that issues the credentials.</summary>
    private static ServiceEndpoint IssuerOf(RoleChain chain) =>
        chain is { Steps: [], Base: SsoSource sso } ? sso.Portal : chain.Sts;

    private static ConsoleHosts Named(string value, ServiceEndpoint sts, Partition partition)
    {
        var addresses = value.Split(',', StringSplitOptions.TrimEntries).Select(Parse).ToList();
        return addresses switch
        {
            [{ } both] => ConsoleHosts.OfOther(
                sts with
                {
                    Url = both,
                },
                new Uri(WithSlash(both), "console/"),
                partition
            ),
            [{ } signIn, { } console] => ConsoleHosts.OfOther(sts with { Url = signIn }, console, partition),
            _ => throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"{RoleAssistVariables.ConsoleEndpoint} does not consist of one or two https addresses.",
                $"Set it to {Form}, or to one address for both."
            ),
        };
    }

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && SafeAddress.IsSafe(address)
        && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : null;

    private static Uri WithSlash(Uri address) => new(address.AbsoluteUri.TrimEnd('/') + "/");
}
