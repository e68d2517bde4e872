using System.Collections.Immutable;

namespace RoleAssist.Core.Sessions;

/// <summary>All sessions at one point in time, the most recently assumed first.</summary>
/// <param name="Revision">Increases with every change.</param>
/// <param name="Entries">The sessions.</param>
/// <param name="Time">The point in time, which determines which sessions have expired.</param>
public sealed record SessionsSnapshot(long Revision, ImmutableArray<SessionEntry> Entries, DateTimeOffset Time);
