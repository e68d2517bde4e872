namespace RoleAssist.Host.Delivery;

/// <summary>This very program, for what has to start it again.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record HostExecutable(string Path)
{
    public static HostExecutable This => new(Environment.ProcessPath ?? ProductInfo.Name);
}
