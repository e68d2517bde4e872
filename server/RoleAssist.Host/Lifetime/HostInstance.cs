namespace RoleAssist.Host.Lifetime;

/// <summary>The name of this host process, by which a later one continues its work. It is not a secret.</summary>
internal sealed record HostInstance(string Id)
{
    /// <remarks>A GUID: other random numbers load OpenSSL.</remarks>
    public static HostInstance Create() => new(Guid.NewGuid().ToString("N"));
}
