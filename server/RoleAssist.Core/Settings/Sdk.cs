namespace RoleAssist.Core.Settings;

/// <summary>A tool or SDK of AWS that reads the files.</summary>
public enum Sdk
{
    /// <summary>Version 2 of the AWS CLI.</summary>
    Cli,

    /// <summary>boto3 and botocore.</summary>
    Boto3,

    /// <summary>Version 4 of the SDK for .NET.</summary>
    Net,
    PowerShell,

    /// <summary>Version 3 of the SDK for JavaScript.</summary>
    JavaScript,

    /// <summary>Version 2 of the SDK for Go.</summary>
    Go,

    /// <summary>Version 2 of the SDK for Java.</summary>
    Java,
    Rust,
    Kotlin,
}
