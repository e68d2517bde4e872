using RoleAssist.Core.Accounts;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>A command and where to run it.</summary>
/// <param name="Accounts">The accounts, in the order of the selection.</param>
/// <param name="Command">The program and its arguments, which may contain placeholders.</param>
public sealed record RunOptions(IReadOnlyList<SelectedAccount> Accounts, CommandTemplate Command)
{
    /// <summary>The most processes at once that can be asked for.</summary>
    public const int MaxParallel = 1_000;

    /// <summary>Gets the regions to run in for each account.</summary>
    public RegionSelection Regions { get; init; } = RegionSelection.OfProfile;

    /// <summary>Gets the maximum number of processes at once.</summary>
    public int Parallel { get; init; } = 10;

    /// <summary>Gets the maximum number of requests for credentials per second.</summary>
    public double AssumesPerSecond { get; init; } = 20;

    /// <summary>Gets the number of failures after which no further command is started; null for no limit.</summary>
    public int? StopAfterFailures { get; init; }

    /// <summary>Gets how long each command may take; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Gets how each command gets its credentials: <see cref="DeliveryMode.Environment"/> or <see
    /// cref="DeliveryMode.Endpoint"/>, which renews them while it runs.
    /// </summary>
    public DeliveryMode Delivery { get; init; } = DeliveryMode.Environment;

    /// <summary>Gets the items to run; null for all.</summary>
    public Func<RunKey, bool>? IsWanted { get; init; }

    /// <summary>Gets how sessions are created.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>
    /// Returns the regions that are named for an account; empty for that of its profile, or if the account is asked.
    /// </summary>
    public IReadOnlyList<string> RegionsOf(SelectedAccount account) =>
        Regions.IsEnabled ? []
        : Regions.Names is [_, ..] names ? names
        : account.Regions;
}
