using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>A preset of <see cref="SessionPolicyPresets"/>, narrowed or not.</summary>
/// <param name="Name">One of <see cref="SessionPolicyPresets.Names"/>.</param>
/// <param name="WithLogs">Whether an agent may read logs too.</param>
/// <param name="Services">The prefixes of the only services; empty for all that the preset covers.</param>
/// <param name="Regions">The only regions; empty for all.</param>
public sealed record SessionPolicyPreset(
    string Name,
    bool WithLogs,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Regions
)
{
    private const string LogsSuffix = "+logs";
    private const string Form = "Write NAME, NAME:SERVICE,SERVICE or NAME:SERVICE@REGION, as in agent:s3@eu-central-1.";

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: there is no such preset, service or region.
    /// </exception>
    public static SessionPolicyPreset Parse(string text)
    {
        var (rest, regions) = Cut(text, '@');
        var (name, services) = Cut(rest, ':');
        var withLogs = name.EndsWith(LogsSuffix, StringComparison.Ordinal);
        if (withLogs)
        {
            name = name[..^LogsSuffix.Length];
        }

        if (!SessionPolicyPresets.Names.Contains(name))
        {
            throw Invalid(
                $"There is no policy preset '{name}'.",
                NearMisses.Question(name, SessionPolicyPresets.Names)
                    ?? $"Use {string.Join(" or ", SessionPolicyPresets.Names)}."
            );
        }

        if (withLogs && name != SessionPolicyPresets.Agent)
        {
            throw Invalid(
                $"The policy preset '{name}' has no part '{LogsSuffix}'.",
                $"Use {SessionPolicyPresets.Agent}{LogsSuffix} or {name}."
            );
        }

        var preset = new SessionPolicyPreset(
            name,
            withLogs,
            [.. List(services, "service").Select(service => Service(service))],
            [.. List(regions, "region").Select(Region)]
        );
        preset.RequireEffect();
        return preset;
    }

    /// <summary>Gets the policy as JSON text.</summary>
    public string ToPolicy() => PolicyStatements.Document(Statements);

    /// <summary>Gets the statements, which allow no more than the preset does.</summary>
    public IReadOnlyList<string> Statements =>
        Name switch
        {
            SessionPolicyPresets.ReadOnly => [PolicyStatements.Allow(Narrowed(PresetActions.Reads)), .. RegionDenials],
            SessionPolicyPresets.Only => [PolicyStatements.Allow(AllOfServices), .. RegionDenials],
            SessionPolicyPresets.NoIam =>
            [
                PolicyStatements.Allow(Services.Count == 0 ? ["*"] : AllOfServices),
                .. Denials,
            ],
            _ => [PolicyStatements.Allow(["*"]), .. Denials],
        };

    /// <summary>
    /// Gets the statements that only deny. Added to any other policy they leave what both allow. A denial holds even
    /// where a resource's policy names the session, which what is merely not allowed does not
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session).
    /// </summary>
    public IReadOnlyList<string> Denials =>
        Name switch
        {
            SessionPolicyPresets.NoIam =>
            [
                PolicyStatements.Deny(PresetActions.Iam),
                .. ServiceDenials,
                .. RegionDenials,
            ],
            SessionPolicyPresets.Only => [.. ServiceDenials, .. RegionDenials],
            SessionPolicyPresets.ReadOnly =>
            [
                PolicyStatements.DenyAllBut(Narrowed(PresetActions.Reads)),
                .. RegionDenials,
            ],
            _ => AgentDenials,
        };

    public override string ToString() =>
        Name
        + (WithLogs ? LogsSuffix : "")
        + (Services.Count == 0 ? "" : ":" + string.Join(',', Services))
        + (Regions.Count == 0 ? "" : "@" + string.Join(',', Regions));

    private IReadOnlyList<string> AgentDenials
    {
        get
        {
            var allowed = Narrowed([.. PresetActions.Metadata, .. WithLogs ? PresetActions.Logs : []]);
            var services = allowed.Select(PresetActions.ServiceOf).ToHashSet();
            var secrets = PresetActions
                .MetadataSecrets.Where(action => services.Contains(PresetActions.ServiceOf(action)))
                .ToList();
            return
            [
                PolicyStatements.DenyAllBut(allowed),
                .. secrets.Count == 0 ? [] : (string[])[PolicyStatements.Deny(secrets)],
                .. RegionDenials,
            ];
        }
    }

    private IEnumerable<string> AllOfServices => Services.Select(service => $"{service}:*");

    private IEnumerable<string> ServiceDenials =>
        Services.Count == 0 ? [] : [PolicyStatements.DenyAllBut(AllOfServices)];

    private IEnumerable<string> RegionDenials =>
        Regions.Count == 0
            ? []
            :
            [
                PolicyStatements.DenyOutside(
                    Regions,
                    [.. PresetActions.GlobalServices.Where(IsCovered).Select(service => $"{service}:*")]
                ),
            ];

    private bool IsCovered(string service) =>
        Services.Count > 0 ? Services.Contains(service) : Name != SessionPolicyPresets.Agent || IsForAgents(service);

    private List<string> Narrowed(IReadOnlyList<string> actions) =>
        Services.Count == 0
            ? [.. actions]
            :
            [
                .. Services
                    .Order(StringComparer.Ordinal)
                    .SelectMany(service =>
                        OfService(actions, service) is { Count: > 0 } known
                            ? known
                            : PresetActions.OtherReads.Select(action => $"{service}:{action}")
                    ),
            ];

    /// <summary>Whether the preset for agents allows something of a service.</summary>
    internal static bool IsForAgents(string service) => OfService(PresetActions.Metadata, service).Count > 0;

    /// <summary>Rejects what would allow nothing, or what the preset makes no promise about.</summary>
    private void RequireEffect()
    {
        if (Name == SessionPolicyPresets.Only && Services.Count == 0)
        {
            throw Invalid("The policy preset 'only' needs services.", "Write only:SERVICE,SERVICE, as in only:s3.");
        }

        if (
            Name == SessionPolicyPresets.Agent
            && Services.FirstOrDefault(service => !IsForAgents(service)) is { } other
        )
        {
            throw Invalid(
                $"The policy preset 'agent' allows nothing of '{other}', whose calls may return secrets.",
                $"Leave it out, or use read-only:{other} if everything that can be read there may be."
            );
        }

        if (
            Name == SessionPolicyPresets.NoIam
            && Services.FirstOrDefault(service => PresetActions.Iam.Contains($"{service}:*")) is { } denied
        )
        {
            throw Invalid($"The policy preset 'no-iam' allows nothing of '{denied}'.", "Leave it out.");
        }

        if (Regions.Select(Partitions.FromRegion).DistinctBy(partition => partition.Id).Skip(1).Any())
        {
            throw Invalid("The regions are in different partitions of AWS.", "Name regions of one partition.");
        }
    }

    private static List<string> OfService(IReadOnlyList<string> actions, string service) =>
        [.. actions.Where(action => PresetActions.ServiceOf(action) == service)];

    private static string Service(string name) =>
        ServicePrefixes.All.Contains(name)
            ? name
            : throw Invalid(
                $"AWS has no service '{name}' in policies.",
                NearMisses.Question(name, ServicePrefixes.All)
                    ?? "Use the prefix of its actions, as in s3 for s3:ListBucket."
            );

    private static string Region(string name)
    {
        var known = Partitions.All.SelectMany(partition =>
            partition.Regions.Where(region => region != partition.GlobalRegion)
        );
        return known.Contains(name)
            ? name
            : throw Invalid(
                $"AWS has no region '{name}'.",
                NearMisses.Question(name, known) ?? "Use the name of a region, as in eu-central-1."
            );
    }

    /// <summary>Splits a text at a separator; what follows is null if there is none.</summary>
    private static (string Before, string? After) Cut(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at
            ? (text[..at], text[(at + 1)..])
            : (text, null);

    private static IEnumerable<string> List(string? text, string what)
    {
        var items = text?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        return items.Contains("") ? throw Invalid($"A {what} of the policy preset is empty.", Form) : items.Distinct();
    }

    private static RoleAssistException Invalid(string message, string hint) =>
        new(ErrorCode.InvalidArgument, message, hint);
}
