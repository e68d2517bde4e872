namespace RoleAssist.Host.ConsoleLinks;

/// <summary>A ticket to the console.</summary>
/// <param name="text">Its text, a secret until it is used.</param>
/// <param name="end">When it expires.</param>
/// <param name="signIn">Gets the address that signs the browser in.</param>
internal sealed class ConsoleTicket(string text, DateTimeOffset end, Func<CancellationToken, Task<Uri>> signIn)
{
    private readonly TaskCompletionSource _used = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Text => text;

    public DateTimeOffset End => end;

    public TicketState State { get; set; } = TicketState.Valid;

    /// <summary>Completes when the browser has been sent on; with the error, if that failed.</summary>
    public Task Used => _used.Task;

    /// <summary>Gets the address that signs the browser in.</summary>
    public Task<Uri> SignInAsync(CancellationToken cancellationToken) => signIn(cancellationToken);

    public void Complete(Exception? fault)
    {
        if (fault is null)
        {
            _used.TrySetResult();
        }
        else
        {
            _used.TrySetException(fault);

            // Nobody may be waiting.
            _ = _used.Task.Exception;
        }
    }

    /// <summary>Returns no secret.</summary>
    public override string ToString() => nameof(ConsoleTicket);
}
