namespace RoleAssist.Core.Profiles;

/// <summary>The values of <c>credential_source</c>.</summary>
internal static class CredentialSources
{
    public const string Environment = "Environment";

    private static readonly string[] Known = [Environment, "Ec2InstanceMetadata", "EcsContainer"];

    public static string Names => string.Join(", ", Known);

    public static bool IsKnown(string source) => Known.Contains(source, StringComparer.Ordinal);
}
