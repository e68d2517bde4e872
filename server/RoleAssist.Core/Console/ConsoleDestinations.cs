using System.Text.RegularExpressions;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Console;

/// <summary>
/// Turns what the user names into a page of the console: a service, an ARN, a whole address, or nothing for the home page.
/// </summary>
public static partial class ConsoleDestinations
{
    /// <summary>In characters; what browsers and servers take without trouble.</summary>
    private const int LongestAddress = 4_000;

    /// <param name="hosts">The console.</param>
    /// <param name="place">What the user names.</param>
    /// <param name="region">The session's region; null for the partition's first one.</param>
    /// <param name="account">The session's account, if known.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: it is not a page of this console.
    /// </exception>
    public static ConsoleDestination Resolve(ConsoleHosts hosts, ConsolePlace place, string? region, string? account)
    {
        var chosen = RequireRegion(hosts, place.Region ?? region ?? hosts.GlobalRegion);
        var found = place switch
        {
            { Destination: { } address } => OfAddress(hosts, address, chosen),
            { Service: { } arn } when arn.StartsWith(ArnParts.Scheme, StringComparison.Ordinal) => OfArn(
                hosts,
                arn,
                chosen,
                account
            ),
            { Service: { } name } => OfService(hosts, name, chosen),
            _ => new ConsoleDestination(PageOf(hosts, "console/home", chosen), null, chosen),
        };

        // Whatever a name or an ARN has in it, a sign-in leads nowhere else.
        return hosts.Includes(found.Url) ? found : throw NotOfConsole(hosts, found.Url.AbsoluteUri);
    }

    private static ConsoleDestination OfService(ConsoleHosts hosts, string name, string region)
    {
        if (ConsoleServices.Find(name) is { } service)
        {
            var shown = service.IsGlobal ? hosts.GlobalRegion : region;
            return new ConsoleDestination(PageOf(hosts, service.Path, shown), service.Name, shown);
        }

        return ServiceName().IsMatch(name)
            ? new ConsoleDestination(
                new Uri(hosts.Home(region), $"go/view?service={name}&region={region}"),
                name,
                region,
                $"RoleAssist does not know the service '{name}', so the console looks for it."
            )
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{name}' is neither a service nor an ARN.",
                NearMisses.Question(name, ConsoleServices.All.Select(one => one.Name))
                    ?? "Use a short name such as s3, lambda or logs, or --destination for a whole address."
            );
    }

    private static ConsoleDestination OfArn(ConsoleHosts hosts, string text, string region, string? account)
    {
        var arn =
            ArnParts.Parse(text)
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The text is not an ARN.",
                "Use arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE."
            );
        if (arn.Partition != hosts.Partition.Id)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The ARN is in the partition {arn.Partition}, and the session is in {hosts.Partition.Id}.",
                $"Use a profile of {arn.Partition}."
            );
        }

        var own = arn.Region.Length == 0 ? region : RequireRegion(hosts, arn.Region);
        var page = ConsoleArns.PageOf(arn, own, hosts.Partition);
        var service = ConsoleServices.Find(page?.Service ?? arn.Service);
        var shown = service?.IsGlobal == true ? hosts.GlobalRegion : own;
        var found = page is null
            ? OfService(hosts, arn.Service, own)
            : new ConsoleDestination(PageOf(hosts, page.Path, shown), page.Service, shown);
        return found with
        {
            Note =
                arn.Account is { Length: 12 } other && account is { Length: 12 } && other != account
                    ? $"The ARN is in account {other}, and the session is in {account}: the page may show nothing."
                    : found.Note,
        };
    }

    private static ConsoleDestination OfAddress(ConsoleHosts hosts, string text, string region)
    {
        if (
            text.Length > LongestAddress
            || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || !hosts.Includes(address)
        )
        {
            throw NotOfConsole(hosts, text);
        }

        var first = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return new ConsoleDestination(
            address,
            first is not null && ServiceName().IsMatch(first) ? first : null,
            RegionIn(address) ?? region
        );
    }

    /// <summary>Returns the address of a page, with the region before its fragment.</summary>
    private static Uri PageOf(ConsoleHosts hosts, string path, string region)
    {
        var begin = path.IndexOf('#', StringComparison.Ordinal);
        var (page, fragment) = begin < 0 ? (path, "") : (path[..begin], path[begin..]);
        var separator = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Uri(hosts.Home(region), $"{page}{separator}region={region}{fragment}");
    }

    private static string RequireRegion(ConsoleHosts hosts, string region) =>
        !RegionName.IsValid(region)
            ? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{region}' is not a region.",
                "Use a region name such as eu-central-1."
            )
        : hosts.AreOfAws && Partitions.FromRegion(region) != hosts.Partition
            ? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The region {region} is not in the session's partition, {hosts.Partition.Id}.",
                $"Use a region such as {hosts.GlobalRegion}, or a profile of that partition."
            )
        : region;

    private static string? RegionIn(Uri address) =>
        RegionOfQuery().Match(address.Query) is { Success: true } found
        && Partitions.IsRegion(found.Groups["region"].Value)
            ? found.Groups["region"].Value
            : null;

    private static RoleAssistException NotOfConsole(ConsoleHosts hosts, string address) =>
        new(
            ErrorCode.InvalidArgument,
            $"The destination is not an address of the session's console, {hosts}"
                + (address.Length <= 200 ? $": {address}" : "."),
            $"Use an address below {hosts.Home(hosts.GlobalRegion)}, or the name of a service."
        );

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,49}\z")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"[?&]region=(?<region>[a-z0-9-]+)(&|\z)")]
    private static partial Regex RegionOfQuery();
}
