namespace RoleAssist.Core.Sessions;

/// <summary>The user and the machine.</summary>
public sealed class Workstation(Func<string> user, string host)
{
    private readonly Lazy<string> _user = new(user);

    public Workstation(string user, string host)
        : this(() => user, host) { }

    /// <remarks>Lazy: the system may look it up over the network.</remarks>
    public string User => _user.Value;

    public string Host => host;
}
