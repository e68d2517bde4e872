using System.Security.Cryptography;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>A session's access to the endpoint: its path and token stay the same across renewals.</summary>
/// <param name="path">The path at the endpoint.</param>
/// <param name="token">The token for the path.</param>
/// <param name="localName">
/// The name on the local socket, where the kernel's check of the user replaces the token: letters and digits.
/// </param>
/// <param name="renew">
/// Renews the session for a program that waits for it; null if the registry's renewer does.
/// </param>
internal sealed class SessionGrant(string path, string token, string localName, Action? renew = null)
{
    private volatile Served _served = new(null);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile EndpointResponse? _ended;

    public string Path => path;

    public string Token => token;

    public string LocalName => localName;

    public Action? Renew => renew;

    public static SessionGrant Create() => Create(renew: null);

    public static SessionGrant Create(Action? renew) =>
        new(
            $"/credentials/{RandomSecret.Create(128)}",
            RandomSecret.Create(256),
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            renew
        );

    public bool IsEnded => _ended is not null;

    /// <summary>The session; null before it is known and after its end.</summary>
    public SessionEntry? Entry => _served.Entry;

    public EndpointResponse GetResponse(DateTimeOffset now) => _ended ?? _served.GetResponse(now);

    /// <summary>
    /// Gets the response when the session is no longer being renewed, or when the timeout has elapsed.
    /// </summary>
    public async Task<EndpointResponse> WaitForResponseAsync(
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            var changed = _changed.Task;
            var answer = GetResponse(time.GetUtcNow());
            if (!answer.IsPending || stop.IsCancellationRequested)
            {
                return answer;
            }

            await changed.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Updates the state of the session.</summary>
    public void Follow(SessionEntry entry)
    {
        if (_served.Entry != entry)
        {
            _served = new Served(entry);
            SignalChange();
        }
    }

    /// <summary>Ends the grant permanently, even if a session with the same name is created later.</summary>
    public void End()
    {
        _ended = EndpointResponse.Ended(_served.Entry?.Chain.Profile ?? "");
        _served = new Served(null);
        SignalChange();
    }

    private void SignalChange()
    {
        var previous = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        previous.TrySetResult();
    }

    /// <summary>A state of the session with its cached response.</summary>
    private sealed class Served(SessionEntry? entry)
    {
        private volatile EndpointResponse? _answer;

        public SessionEntry? Entry => entry;

        public EndpointResponse GetResponse(DateTimeOffset now)
        {
            if (_answer is { } cached && now < cached.ReusableUntil)
            {
                return cached;
            }

            return _answer = entry is null ? EndpointResponse.Unknown : EndpointResponse.Create(entry, now);
        }
    }
}
