using System.Security.Cryptography;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>A session's place at the endpoint: the same path and token over all its renewals.</summary>
internal sealed class SessionGrant
{
    private volatile Served _served = new(null);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile EndpointAnswer? _ended;

    public string Path { get; } = $"/credentials/{SecretText.Create(128)}";

    public string Token { get; } = SecretText.Create(256);

    /// <summary>Its name at the local socket, where the kernel stands for the token: letters and digits.</summary>
    public string LocalName { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool IsEnded => _ended is not null;

    public EndpointAnswer AnswerAt(DateTimeOffset now) => _ended ?? _served.AnswerAt(now);

    /// <summary>What is to be said once the session does something else than being renewed, or when the time is up.</summary>
    public async Task<EndpointAnswer> SettledAnswerAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            var changed = _changed.Task;
            var answer = AnswerAt(time.GetUtcNow());
            if (!answer.IsPending || stop.IsCancellationRequested)
            {
                return answer;
            }

            await changed.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How the session is now.</summary>
    public void Follow(SessionEntry entry)
    {
        if (_served.Entry != entry)
        {
            _served = new Served(entry);
            Tell();
        }
    }

    /// <summary>From now on it opens nothing, whatever becomes of a session of the same name.</summary>
    public void End()
    {
        _ended = EndpointAnswer.Ended(_served.Entry?.Chain.Profile ?? "");
        _served = new Served(null);
        Tell();
    }

    private void Tell()
    {
        var told = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        told.TrySetResult();
    }

    /// <summary>One state of the session, with the answer that was made of it.</summary>
    private sealed class Served(SessionEntry? entry)
    {
        private volatile EndpointAnswer? _answer;

        public SessionEntry? Entry => entry;

        public EndpointAnswer AnswerAt(DateTimeOffset now)
        {
            if (_answer is { } known && now < known.GoodUntil)
            {
                return known;
            }

            return _answer = entry is null ? EndpointAnswer.Unknown : EndpointAnswer.Of(entry, now);
        }
    }
}
