namespace RoleAssist.Aws.SharedConfig;

/// <summary>The platforms for which AWS' path rules differ.</summary>
public enum Platform
{
    Unix,
    Windows,
}
