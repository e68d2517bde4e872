using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.Sandbox;

/// <summary>The profiles of the AWS files and, while a sandbox runs here, its own after them. Who has such a name already keeps it.</summary>
internal sealed class ProfilesWithSandbox(SharedConfigProfileStore files) : IProfileStore
{
    private ProfileSet? _sandbox;
    private Joined? _last;

    /// <summary>What the sandbox brings; null while none runs.</summary>
    public ProfileSet? Sandbox
    {
        get => Volatile.Read(ref _sandbox);
        set => Volatile.Write(ref _sandbox, value);
    }

    /// <remarks>The same object while nothing has changed, as with the files alone.</remarks>
    public async ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken)
    {
        var own = await files.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (Sandbox is not { } guests)
        {
            return own;
        }

        var last = Volatile.Read(ref _last);
        if (last is null || !ReferenceEquals(last.Files, own) || !ReferenceEquals(last.Sandbox, guests))
        {
            last = new Joined(own, guests, Join(own, guests));
            Volatile.Write(ref _last, last);
        }

        return last.Both;
    }

    private static ProfileSet Join(ProfileSet own, ProfileSet guests) => new(
        [.. own.Profiles, .. guests.Profiles.Where(guest => own.Find(guest.Name) is null)],
        guests.Services.Concat(own.Services).GroupBy(services => services.Key).ToDictionary(services => services.Key, services => services.Last().Value),
        own.Problems)
    { SsoSessions = own.SsoSessions };

    private sealed record Joined(ProfileSet Files, ProfileSet Sandbox, ProfileSet Both);
}
