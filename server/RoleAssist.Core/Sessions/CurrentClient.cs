namespace RoleAssist.Core.Sessions;

/// <summary>
/// The client that this process works for. Its options are immutable and are replaced as a whole, so that a reader on
/// another thread never sees a mixture of old and new ones.
/// </summary>
public sealed class CurrentClient
{
    private volatile ClientOptions _options = new();

    public ClientOptions Options
    {
        get => _options;
        set => _options = value;
    }
}
