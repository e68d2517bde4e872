using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>An endpoint without a network, which records what it serves.</summary>
internal sealed class FakeEndpoint : ICredentialEndpoint
{
    private readonly Lock _lock = new();
    private readonly List<Served> _served = [];

    /// <summary>Gets all sessions that were ever served, in order.</summary>
    public IReadOnlyList<Served> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _served];
            }
        }
    }

    public Task<CredentialGrant> GrantAsync(SessionId id, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Sessions of a run are in no registry.");

    public Task<IServedSession> ServeAsync(SessionEntry entry, Action renew, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var served = new Served(entry, renew, _served.Count);
            _served.Add(served);
            return Task.FromResult<IServedSession>(served);
        }
    }

    /// <summary>Returns what a command gets at the address in its environment.</summary>
    public Served Of(StartedCommand command) =>
        All.Single(served =>
            served.Grant.Address.AbsoluteUri == command.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"]
            && served.Grant.Token == command.Environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        );

    /// <summary>A session at the endpoint.</summary>
    internal sealed class Served(SessionEntry entry, Action renew, int number) : IServedSession
    {
        private volatile SessionEntry _entry = entry;
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CredentialGrant Grant { get; } = new(new Uri($"http://127.0.0.1:9/{number}"), $"token{number}");

        public SessionEntry Entry => _entry;

        public string Key => _entry.Issued!.Credentials.AccessKeyId;

        public bool IsEnded { get; private set; }

        /// <summary>Asks for credentials, as a program does whose request waits for a renewal.</summary>
        public void Renew() => renew();

        public void Follow(SessionEntry entry)
        {
            Assert.False(IsEnded);
            _entry = entry;
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }

        /// <summary>Completes when the session is not being renewed.</summary>
        public async Task SettleAsync()
        {
            while (true)
            {
                var changed = Volatile.Read(ref _changed).Task;
                if (!_entry.IsBusy)
                {
                    return;
                }

                await changed.WaitAsync(TestInfrastructure.TimeLimits.Hang);
            }
        }

        public void Dispose() => IsEnded = true;
    }
}
