using System.Text;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Keys.Rotation;

/// <summary>
/// The keys of one user at IAM and STS. A new key is known to each service after some time, and a code is good once.
/// </summary>
internal sealed class FakeAws(LeapingTime time, Action<string> happens) : IIdentityManagement, ISecurityTokenService
{
    public const string Arn = "arn:aws:iam::111122223333:user/staff/ana";
    public const string FirstKey = "AKIAFIRST";
    private const int Quota = 2;

    private readonly Dictionary<string, (string Key, bool HasMfa)> _sessions = [];
    private readonly HashSet<string> _spentCodes = [];
    private int _created;
    private int _issued;

    public List<Key> Keys { get; } = [new(FirstKey, "first", DateTimeOffset.MinValue)];

    /// <summary>Gets the calls that were made, answered or not.</summary>
    public List<string> Calls { get; } = [];

    public int CodesSpent => _spentCodes.Count;

    public bool RequiresMfa { get; set; }

    /// <summary>Gets or sets whether the sessions of a key end when it is deactivated or deleted.</summary>
    public bool EndsSessionsWithKey { get; set; } = true;

    public TimeSpan StsDelay { get; set; } = TimeSpan.FromSeconds(3);

    public TimeSpan IamDelay { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Gets or sets the refusal of a call; null to carry it out.</summary>
    public Func<string, ErrorCode?> Refuse { get; set; } = _ => null;

    /// <summary>Gets or sets whether the answer to a call is lost after it was carried out.</summary>
    public Func<string, bool> Lose { get; set; } = _ => false;

    public Key this[string id] => Keys.Single(key => key.Id == id);

    public Task<IReadOnlyList<ListedKey>> ListAccessKeysAsync(IamCaller caller, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<ListedKey>>(
            "ListAccessKeys",
            caller,
            () => [.. Keys.Select(key => new ListedKey(key.Id, key.IsActive, key.Created))]
        );

    public Task<KeyUse?> GetLastUseAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken) =>
        CallAsync("GetAccessKeyLastUsed", caller, () => this[accessKeyId].LastUse);

    public Task<UserAccessKey> CreateAccessKeyAsync(IamCaller caller, CancellationToken cancellationToken) =>
        CallAsync(
            "CreateAccessKey",
            caller,
            () =>
            {
                if (Keys.Count == Quota)
                {
                    throw new RoleAssistException(ErrorCode.RequestRejected, "Cannot exceed quota.");
                }

                var key = new Key($"AKIANEW{++_created}", $"secret{_created}", time.GetUtcNow());
                Keys.Add(key);
                return new UserAccessKey(key.Id, SecretBytes.Copy(Encoding.ASCII.GetBytes(key.Secret)), key.Created);
            }
        );

    public Task<bool> DeactivateAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken) =>
        CallAsync(
            "UpdateAccessKey",
            caller,
            () =>
            {
                if (Keys.Find(key => key.Id == accessKeyId) is not { } key)
                {
                    return false;
                }

                key.IsActive = false;
                return true;
            }
        );

    public Task<bool> DeleteAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken) =>
        CallAsync("DeleteAccessKey", caller, () => Keys.RemoveAll(key => key.Id == accessKeyId) > 0);

    public Task<AwsCredentials> GetSessionTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) =>
        CarryOutAsync(
            "GetSessionToken",
            () =>
            {
                RequireKnown(credentials, StsDelay);
                if (mfa is not null && !_spentCodes.Add(mfa.TokenCode))
                {
                    throw new RoleAssistException(ErrorCode.MfaCodeRejected, "The code was used.");
                }

                var id = $"ASIA{++_issued}";
                _sessions[id] = (credentials.AccessKeyId, mfa is not null);
                return new AwsCredentials(id, "secret", id, time.GetUtcNow().AddSeconds(durationSeconds ?? 3_600));
            }
        );

    public Task<CallerIdentity> GetCallerIdentityAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) =>
        CarryOutAsync(
            "GetCallerIdentity",
            () =>
            {
                RequireKnown(credentials, StsDelay);
                return new CallerIdentity("111122223333", Arn, "AIDAEXAMPLE");
            }
        );

    public Task<AssumedRole> AssumeRoleAsync(
        AwsCredentials credentials,
        AssumeRoleStep role,
        string roleSessionName,
        MfaCode? mfa,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>Whether AWS accepts a key, in time.</summary>
    public bool Accepts(UserAccessKey key) =>
        Keys.Exists(known =>
            known.Id == key.Id && known.IsActive && known.Secret == Encoding.ASCII.GetString(key.Secret.Span)
        );

    private Task<T> CallAsync<T>(string action, IamCaller caller, Func<T> answer) =>
        CarryOutAsync(
            action,
            () =>
            {
                Assert.Equal("ana", caller.User.Name);
                RequireKnown(caller.Credentials, IamDelay);
                var isSession = _sessions.TryGetValue(caller.Credentials.SessionToken ?? "", out var session);
                if (isSession && !session.HasMfa)
                {
                    throw Invalid();
                }

                return RequiresMfa && !isSession
                    ? throw new RoleAssistException(ErrorCode.AccessDenied, "MFA is required.")
                    : answer();
            }
        );

    private Task<T> CarryOutAsync<T>(string action, Func<T> answer)
    {
        happens($"before {action}");
        Calls.Add(action);
        if (Refuse(action) is { } code)
        {
            throw new RoleAssistException(code, $"Refused {action}.", "Do something.");
        }

        var result = answer();
        happens($"after {action}");
        return Lose(action)
            ? throw new RoleAssistException(ErrorCode.ServiceTimeout, "No answer.")
            : Task.FromResult(result);
    }

    private void RequireKnown(AwsCredentials credentials, TimeSpan delay)
    {
        var isSession = _sessions.TryGetValue(credentials.SessionToken ?? "", out var session);
        var id = isSession ? session.Key : credentials.AccessKeyId;
        var key = Keys.Find(key => key.Id == id);
        var isKnown =
            isSession && !EndsSessionsWithKey
            || key is { IsActive: true }
                && (isSession || key.Secret == credentials.SecretAccessKey)
                && (key.Created == DateTimeOffset.MinValue || key.Created + delay <= time.GetUtcNow());
        if (!isKnown)
        {
            throw Invalid();
        }
    }

    private static RoleAssistException Invalid() =>
        new(ErrorCode.CredentialsInvalid, "The token is invalid.", "Check.");

    internal sealed class Key(string id, string secret, DateTimeOffset created)
    {
        public string Id => id;

        public string Secret => secret;

        public DateTimeOffset Created => created;

        public bool IsActive { get; set; } = true;

        public KeyUse? LastUse { get; set; }
    }
}
