using StreamJsonRpc;

namespace RoleAssist.Host.Rpc;

/// <summary>The requests that have come and whose answers have not left yet.</summary>
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

    /// <summary>Ends once the answer to that request has left; at once where it has, or was never asked for.</summary>
    public Task AnsweredAsync(RequestId id)
    {
        lock (_lock)
        {
            return _answers.TryGetValue(id, out var answer) ? answer.Task : Task.CompletedTask;
        }
    }

    /// <summary>Ends once all that has come until now is answered.</summary>
    public Task AllAnsweredAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_answers.Values.Select(answer => answer.Task));
        }
    }
}
