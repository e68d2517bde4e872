using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Delivery;

/// <summary>The executable of this process, for code that starts it again.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record HostExecutable(string Path)
{
    public static HostExecutable This => new(Environment.ProcessPath ?? ProductInfo.Name);
}
