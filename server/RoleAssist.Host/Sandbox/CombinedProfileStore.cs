using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.Sandbox;

/// <summary>
/// The profiles of the AWS files, followed by those of the running sandbox, if any. On a name conflict, the AWS files
/// win.
/// </summary>
internal sealed class CombinedProfileStore(SharedConfigProfileStore files) : IProfileStore
{
    private ProfileSet? _sandbox;
    private Joined? _last;
    private Joined? _lastShown;

    /// <summary>The sandbox's profiles; null if it is not running.</summary>
    public ProfileSet? Sandbox
    {
        get => Volatile.Read(ref _sandbox);
        set => Volatile.Write(ref _sandbox, value);
    }

    /// <remarks>Returns the same object until something changes, like the store of the AWS files.</remarks>
    public async ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) =>
        Combine(await files.LoadAsync(cancellationToken).ConfigureAwait(false), ref _last);

    public async ValueTask<ProfileSet> LoadShownAsync(CancellationToken cancellationToken) =>
        Combine(await files.LoadShownAsync(cancellationToken).ConfigureAwait(false), ref _lastShown);

    private ProfileSet Combine(ProfileSet own, ref Joined? known)
    {
        if (Sandbox is not { } sandbox)
        {
            return own;
        }

        var last = Volatile.Read(ref known);
        if (last is null || !ReferenceEquals(last.Files, own) || !ReferenceEquals(last.Sandbox, sandbox))
        {
            last = new Joined(own, sandbox, Join(own, sandbox));
            Volatile.Write(ref known, last);
        }

        return last.Both;
    }

    private static ProfileSet Join(ProfileSet own, ProfileSet sandbox) =>
        new(
            [.. own.Profiles, .. sandbox.Profiles.Where(profile => own.Find(profile.Name) is null)],
            sandbox
                .Services.Concat(own.Services)
                .GroupBy(services => services.Key)
                .ToDictionary(services => services.Key, services => services.Last().Value),
            own.Problems
        )
        {
            SsoSessions = sandbox
                .SsoSessions.Concat(own.SsoSessions)
                .GroupBy(session => session.Key)
                .ToDictionary(session => session.Key, session => session.Last().Value),
        };

    private sealed record Joined(ProfileSet Files, ProfileSet Sandbox, ProfileSet Both);
}
