namespace RoleAssist.Core.Sessions;

/// <summary>
/// The client that this process works for. Its options are immutable and are replaced as a whole, so that a reader on
/// another thread never sees a mixture of old and new ones.
/// </summary>
public sealed class CurrentClient
{
    private readonly Lock _lock = new();
    private volatile ClientOptions _options = new();

    public ClientOptions Options
    {
        get => _options;
        set => _options = value;
    }

    /// <summary>Changes some of the options. Changes at the same time wait for each other, so that none is lost.</summary>
    public void Change(Func<ClientOptions, ClientOptions> change)
    {
        lock (_lock)
        {
            _options = change(_options);
        }
    }
}
