using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Runs;

/// <summary>The regions of a run: one process for each account and region.</summary>
public sealed record RegionSelection
{
    private const string EnabledWord = "enabled";

    private RegionSelection(IReadOnlyList<string> names, bool isEnabled) => (Names, IsEnabled) = (names, isEnabled);

    /// <summary>Gets the region that each profile specifies.</summary>
    public static RegionSelection OfProfile { get; } = new([], isEnabled: false);

    /// <summary>Gets the wanted regions; empty for those of the accounts or profiles.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether each account is asked for its enabled regions.</summary>
    public bool IsEnabled { get; }

    /// <summary>Parses <c>REGION,REGION</c> or <c>enabled</c>.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: not the name of a region.
    /// </exception>
    public static RegionSelection Parse(IEnumerable<string> texts)
    {
        var names = texts
            .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct()
            .ToList();
        if (names is [EnabledWord])
        {
            return new RegionSelection([], isEnabled: true);
        }

        if (names.Find(name => !RegionName.IsValid(name) || name == EnabledWord) is { } wrong)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{wrong}' is not a region.",
                "Use names such as eu-central-1,us-east-1, or 'enabled' alone for the regions of each account."
            );
        }

        return new RegionSelection(names, isEnabled: false);
    }
}
