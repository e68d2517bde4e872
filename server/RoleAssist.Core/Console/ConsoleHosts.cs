using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Console;

/// <summary>Where a console is: AWS' own in a partition, or what a profile's endpoints or the user name instead.</summary>
/// <param name="Federation">Where sign-in tokens are issued and redeemed.</param>
/// <param name="Partition">The partition, whose regions these hosts show.</param>
public sealed record ConsoleHosts(ServiceEndpoint Federation, Partition Partition)
{
    private const string FederationPath = "federation";

    /// <summary>Gets the region whose console shows global services.</summary>
    public string GlobalRegion { get; private init; } = Partition.ImplicitGlobalRegion;

    /// <summary>Whether these are AWS' own hosts.</summary>
    public bool AreOfAws => Domain is not null;

    /// <summary>The domain of AWS' console; null for another one.</summary>
    private string? Domain { get; init; }

    /// <summary>The address of another console.</summary>
    private Uri? Other { get; init; }

    public static ConsoleHosts OfAws(ConsolePartition console, Partition partition) =>
        new(
            new ServiceEndpoint(new Uri($"https://{console.SignInHost}/{FederationPath}"), console.GlobalRegion),
            partition
        )
        {
            Domain = console.ConsoleDomain,
            GlobalRegion = console.GlobalRegion,
        };

    /// <param name="signIn">The address whose path <c>/federation</c> issues sign-in tokens.</param>
    /// <param name="home">The address that the console's pages are below.</param>
    /// <param name="partition">The partition of the credentials.</param>
    public static ConsoleHosts OfOther(ServiceEndpoint signIn, Uri home, Partition partition) =>
        new(signIn with { Url = new Uri(WithSlash(signIn.Url), FederationPath) }, partition)
        {
            Other = WithSlash(home),
        };

    /// <summary>Returns the address that the console's pages of a region are below, with a slash at its end.</summary>
    public Uri Home(string region) => Other ?? new Uri($"https://{region}.{Domain}/");

    /// <summary>Whether an address belongs to this console, so that a sign-in may lead there.</summary>
    public bool Includes(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo: "" }
        && (
            Other is { } home
                ? address.Scheme == home.Scheme
                    && address.Authority == home.Authority
                    && address.AbsolutePath.StartsWith(home.AbsolutePath, StringComparison.Ordinal)
                : address.Scheme == Uri.UriSchemeHttps
                    && address.IsDefaultPort
                    && (
                        address.IdnHost.Equals(Domain, StringComparison.OrdinalIgnoreCase)
                        || address.IdnHost.EndsWith($".{Domain}", StringComparison.OrdinalIgnoreCase)
                    )
        );

    /// <summary>Returns where the console is, for messages.</summary>
    public override string ToString() => Domain ?? Other!.GetLeftPart(UriPartial.Authority);

    private static Uri WithSlash(Uri address) =>
        new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/", UriKind.Absolute);
}
