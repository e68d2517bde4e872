using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.Sandbox;

/// <summary>The profiles of the AWS files and, while a sandbox runs here, its own after them. Who has such a name already keeps it.</summary>
internal sealed class ProfilesWithSandbox(SharedConfigProfileStore files) : IProfileStore
{
    private readonly Lock _lock = new();
    private ProfileSet? _sandbox;
    private (ProfileSet Files, ProfileSet Sandbox, ProfileSet Both)? _last;

    /// <summary>What the sandbox brings; null while none runs.</summary>
    public ProfileSet? Sandbox
    {
        get => Volatile.Read(ref _sandbox);
        set => Volatile.Write(ref _sandbox, value);
    }

    public ProfileSet Load()
    {
        var own = files.Load();
        if (Sandbox is not { } guests)
        {
            return own;
        }

        lock (_lock)
        {
            // The same object while nothing has changed, as with the files alone.
            if (_last is not { } last || !ReferenceEquals(last.Files, own) || !ReferenceEquals(last.Sandbox, guests))
            {
                _last = last = (own, guests, Join(own, guests));
            }

            return last.Both;
        }
    }

    private static ProfileSet Join(ProfileSet own, ProfileSet guests) => new(
        [.. own.Profiles, .. guests.Profiles.Where(guest => own.Find(guest.Name) is null)],
        guests.Services.Concat(own.Services).GroupBy(services => services.Key).ToDictionary(services => services.Key, services => services.Last().Value),
        own.Problems)
    { SsoSessions = own.SsoSessions };
}
