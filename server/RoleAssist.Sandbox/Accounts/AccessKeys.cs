using System.Security.Cryptography;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// The access keys of all users. Each user starts with one. Changes last as long as the process: they are not stored,
/// so that a restarted sandbox always accepts the keys in its sample files.
/// </summary>
internal sealed class AccessKeys(IEnumerable<User> users, KeyRules rules, TimeProvider time)
{
    public const int QuotaPerUser = 2;

    private readonly Lock _changing = new();
    private readonly List<AccessKey> _keys =
    [
        .. users.Select(user => new AccessKey(
            user,
            user.AccessKeyId,
            user.SecretAccessKey,
            User.Created,
            Made: DateTimeOffset.MinValue
        )),
    ];

    /// <summary>Gets a key in any status.</summary>
    public AccessKey? Find(string id)
    {
        lock (_changing)
        {
            return _keys.Find(key => key.Id == id);
        }
    }

    /// <summary>Gets an active key that the service already knows.</summary>
    public AccessKey? FindUsable(string id, SignedService service) =>
        Find(id) is { Status: KeyStatus.Active } key && key.Made + rules.DelayOf(service) <= time.GetUtcNow()
            ? key
            : null;

    /// <summary>Gets the keys that a user has, oldest first.</summary>
    public IReadOnlyList<AccessKey> ForUser(User user)
    {
        lock (_changing)
        {
            return [.. _keys.Where(key => key.Owner == user && key.Status != KeyStatus.Deleted)];
        }
    }

    /// <summary>Creates a key; returns null if the user has as many as a user can have.</summary>
    public AccessKey? Create(User user, DateTimeOffset created)
    {
        lock (_changing)
        {
            if (ForUser(user).Count >= QuotaPerUser)
            {
                return null;
            }

            var key = new AccessKey(
                user,
                UniqueId.ForKey(UniqueId.LongTermKey, RandomNumberGenerator.GetBytes(16)),
                Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
                created,
                time.GetUtcNow()
            );
            _keys.Add(key);
            return key;
        }
    }

    /// <summary>Changes the status of a key; returns false if the user has no such key.</summary>
    public bool SetStatus(User user, string id, KeyStatus status) =>
        Change(
            key => key.Id == id && key.Owner == user && key.Status != KeyStatus.Deleted,
            key => key with { Status = status }
        );

    public void NoteUse(string id, KeyUse use) => Change(key => key.Id == id, key => key with { LastUse = use });

    private bool Change(Predicate<AccessKey> which, Func<AccessKey, AccessKey> change)
    {
        lock (_changing)
        {
            var index = _keys.FindIndex(which);
            if (index < 0)
            {
                return false;
            }

            _keys[index] = change(_keys[index]);
            return true;
        }
    }
}
