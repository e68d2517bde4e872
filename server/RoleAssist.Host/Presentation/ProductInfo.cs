using System.Reflection;

namespace RoleAssist.Host.Presentation;

/// <summary>The name and the version of the product.</summary>
internal static class ProductInfo
{
    public const string Name = "roleassist";

    public static string Version { get; } =
        typeof(ProductInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0.0.0";
}
