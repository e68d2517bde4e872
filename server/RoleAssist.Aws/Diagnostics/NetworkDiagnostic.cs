using System.Globalization;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Diagnostics;

/// <summary>
/// Checks whether STS answers, through which proxy, and whether this machine's clock agrees with that of STS. The
/// request is unsigned and empty, so STS rejects it; only the fact that it answers matters.
/// </summary>
public sealed class NetworkDiagnostic(
    ProcessEnvironment environment,
    IProfileStore store,
    AwsHttpClients clients,
    TimeProvider time
) : IDiagnostic
{
    /// <summary>A clock that is off drifts further; AWS rejects signatures that are 5 minutes off.</summary>
    private static readonly TimeSpan WarningThreshold = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ErrorThreshold = TimeSpan.FromMinutes(5);

    public string Topic => "Network and clock";

    public async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var endpoint = Endpoint(await store.LoadAsync(cancellationToken).ConfigureAwait(false));
        var client = await clients.ForAsync(endpoint, cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Url);
        try
        {
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            return [Reached(endpoint), .. Exposed(endpoint), Clock(response.Headers.Date)];
        }
        catch (Exception fault)
            when (fault is not OperationCanceledException && ConnectionFault.FromException(fault) is not null)
        {
            var broken = ConnectionFault.FromException(fault)!;
            return
            [
                new DiagnosticFinding(
                    Topic,
                    DiagnosticStatus.Error,
                    Sentence(broken.Says($"STS at {endpoint}")),
                    broken.Hint
                ),
            ];
        }
    }

    private ServiceEndpoint Endpoint(ProfileSet profiles)
    {
        var profile =
            profiles.Find(ProfileNames.GetSelected(environment) ?? ProfileNames.Default)
            ?? (
                profiles.Profiles is [var first, ..]
                    ? first
                    : new Profile(ProfileNames.Default, new Dictionary<string, Setting>())
            );
        var resolver = new EndpointResolver(environment);
        return resolver.Resolve(AwsService.Sts, profiles, profile, resolver.RegionOf(profile, null));
    }

    private DiagnosticFinding Reached(ServiceEndpoint endpoint)
    {
        var proxy = EnvironmentProxy.From(environment)?.GetProxy(endpoint.Url);
        var way = proxy is null
            ? "directly"
            : $"through the proxy {proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";
        return new DiagnosticFinding(Topic, DiagnosticStatus.Ok, $"STS answers at {endpoint}, reached {way}.");
    }

    private IEnumerable<DiagnosticFinding> Exposed(ServiceEndpoint endpoint)
    {
        if (endpoint.IsExposed)
        {
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"The STS at {endpoint} {ServiceEndpoint.ExposedWarning}"
            );
        }
    }

    private DiagnosticFinding Clock(DateTimeOffset? theirs)
    {
        // Compares the system clock: the time that RoleAssist calculates with is already corrected.
        var off = (theirs - time.GetUtcNow())?.Duration();
        return off switch
        {
            null => new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                "The answer has no Date header.",
                "A proxy or gateway between this machine and AWS may have removed it."
            ),
            _ when off > WarningThreshold => new DiagnosticFinding(
                Topic,
                off > ErrorThreshold ? DiagnosticStatus.Error : DiagnosticStatus.Warning,
                $"This machine's clock is {off.Value.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds "
                    + "off. AWS rejects requests signed 5 minutes off.",
                "Synchronize the clock with a time server."
            ),
            _ => new DiagnosticFinding(Topic, DiagnosticStatus.Ok, "The clock is right."),
        };
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
