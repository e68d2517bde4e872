using StreamJsonRpc;

namespace RoleAssist.Host.Rpc.Hardening;

/// <summary>The requests that were received and whose responses have not been sent yet.</summary>
internal sealed class UnansweredRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RequestId, TaskCompletionSource> _answers = [];

    public void Add(RequestId id)
    {
        lock (_lock)
        {
            _answers.TryAdd(id, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    public void Remove(RequestId id)
    {
        TaskCompletionSource? answer;
        lock (_lock)
        {
            _answers.Remove(id, out answer);
        }

        answer?.TrySetResult();
    }

    /// <summary>
    /// Completes when the response to a request has been sent; immediately if the request is not pending.
    /// </summary>
    public Task AnsweredAsync(RequestId id)
    {
        lock (_lock)
        {
            return _answers.TryGetValue(id, out var answer) ? answer.Task : Task.CompletedTask;
        }
    }

    /// <summary>Completes when the responses to all requests that are pending now have been sent.</summary>
    public Task AllAnsweredAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_answers.Values.Select(answer => answer.Task));
        }
    }
}
