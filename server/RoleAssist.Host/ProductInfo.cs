using System.Reflection;

namespace RoleAssist.Host;

internal static class ProductInfo
{
    public const string Name = "roleassist";

    public static string Version { get; } =
        typeof(ProductInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
